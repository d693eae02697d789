package dev.loadstone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryWriter;
import dev.loadstone.web.live.LiveFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attacker would try, each refused or harmless. */
final class SecurityIT {
  private static final String TOKEN = "0123456789abcdef0123";
  private static final String YAML = "application/yaml";
  private static final String JSON = "application/json";
  private static final String STOP = "/api/runs/current/stop";

  @TempDir private Path folder;
  private final FakeDesk desk = new FakeDesk();
  private final LiveFeed feed = new LiveFeed();
  private WebServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    write(folder.resolve("runs/one"));
    write(folder.resolve("secret"));
    serve(Optional.empty());
  }

  private void serve(Optional<String> token) throws IOException {
    if (server != null) {
      server.close();
    }
    server =
        WebServer.start(
            new WebOptions(
                "127.0.0.1",
                0,
                token,
                Optional.empty(),
                folder.resolve("runs"),
                Set.of("load.example.com")),
            desk,
            feed,
            true);
    port = server.port();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void write(Path directory) throws IOException {
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(new RunDirectory(directory))) {
      writer.started(Told.start("<script>alert(1)</script>"));
      writer.interval(Told.interval(0, "<script>alert(1)</script>"));
      writer.ended(Told.end());
    }
  }

  // --- who may come in

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attacker.example",
        "attacker.example:8089",
        "127.0.0.1.attacker.example",
        "",
        "999.1.1.1"
      })
  void host_ofAnotherName_isRefused(String host) throws IOException {
    RawHttp.Answer answer = RawHttp.send(port, "GET", "/api/status", "", "Host: " + host);

    assertThat(answer.status()).isIn(400, 403);
    assertThat(answer.body()).doesNotContain("version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost:9999",
        "[::1]:8089",
        "load.example.com",
        "LOAD.example.com:80"
      })
  void host_ofThisPage_isServed(String host) throws IOException {
    assertThat(RawHttp.send(port, "GET", "/api/status", "", "Host: " + host).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: https://attacker.example",
    "Origin: null",
    "Origin: http://127.0.0.1:1",
    "Sec-Fetch-Site: cross-site",
    "Sec-Fetch-Site: same-site",
  })
  void request_ofAnotherSite_changesNothing(String header) throws IOException {
    desk.goesOn = true;

    assertThat(RawHttp.post(port, STOP, JSON, "{}", header).status()).isEqualTo(403);
    assertThat(RawHttp.get(port, "/api/runs", header).status()).isEqualTo(403);
    assertThat(desk.asked).isEmpty();
  }

  @Test
  void request_ofThePage_isDone() throws IOException {
    desk.goesOn = true;

    RawHttp.Answer answer =
        RawHttp.post(
            port,
            STOP,
            JSON,
            "{}",
            "Origin: http://127.0.0.1:" + port,
            "Sec-Fetch-Site: same-origin");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(desk.asked).containsExactly("stop");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x"
      })
  void body_asAFormCouldSendIt_isRefused(String type) throws IOException {
    assertThat(RawHttp.post(port, STOP, type, "{}").status()).isEqualTo(415);
    assertThat(RawHttp.post(port, "/api/runs", type, "name: x").status()).isEqualTo(415);
    assertThat(desk.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void stop_byAnotherMethod_doesNothing(String method) throws IOException {
    desk.goesOn = true;

    assertThat(RawHttp.send(port, method, STOP, "", "Host: 127.0.0.1").status())
        .isGreaterThanOrEqualTo(400);
    assertThat(desk.asked).isEmpty();
  }

  @Test
  void otherAddress_withoutAToken_isNotServed() {
    assertThatThrownBy(() ->
            new WebOptions(
                "0.0.0.0", 0, Optional.empty(), Optional.empty(), Path.of("runs"), Set.of()))
        .hasMessage("a token is needed on other addresses than 127.0.0.1");
    assertThatThrownBy(() ->
            new WebOptions(
                "0.0.0.0", 0, Optional.of("short"), Optional.empty(), Path.of("runs"), Set.of()))
        .hasMessage("the token must have at least 16 characters");
  }

  @Test
  void token_demanded_opensNothingWithoutIt() throws IOException {
    serve(Optional.of(TOKEN));
    desk.goesOn = true;

    for (String path :
        new String[] {
          "/api/status",
          "/api/runs",
          "/api/events",
          "/api/runs/one/html",
          "/api/compare?run=one&run=one",
          "/api/openapi.json",
          "/api/trend?figure=x"
        }) {
      assertThat(RawHttp.get(port, path).status()).as(path).isEqualTo(401);
    }
    assertThat(RawHttp.post(port, STOP, JSON, "{}").status()).isEqualTo(401);
    assertThat(RawHttp.post(port, "/api/runs", YAML, "name: x").status()).isEqualTo(401);
    assertThat(RawHttp.get(port, "/api/status", "Authorization: Bearer " + TOKEN + "x").status())
        .isEqualTo(401);
    assertThat(RawHttp.get(port, "/api/status", "Cookie: loadstone-" + port + "=" + TOKEN).status())
        .isEqualTo(401);
    assertThat(desk.asked).isEmpty();
    assertThat(RawHttp.get(port, "/").status()).as("the page itself is no secret").isEqualTo(200);
  }

  @Test
  void token_given_opens() throws IOException {
    serve(Optional.of(TOKEN));

    assertThat(RawHttp.get(port, "/api/status", "Authorization: Bearer " + TOKEN).status())
        .isEqualTo(200);
    RawHttp.Answer login =
        RawHttp.post(port, "/api/session", JSON, "{\"token\": \"" + TOKEN + "\"}");
    assertThat(login.status()).isEqualTo(204);
    String cookie = login.header("Set-Cookie");
    assertThat(cookie)
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict", "Path=/")
        .doesNotContain(TOKEN);
    assertThat(RawHttp.get(port, "/api/status", "Cookie: " + cookie.split(";", 2)[0]).status())
        .isEqualTo(200);
    assertThat(RawHttp.post(port, "/api/session", JSON, "{\"token\": \"wrong\"}").status())
        .isEqualTo(401);
    assertThat(RawHttp.post(port, "/api/session", JSON, "[").status()).isEqualTo(401);
  }

  // --- what may be read

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/runs/../secret/json",
        "/api/runs/..%2Fsecret/json",
        "/api/runs/%2e%2e%2fsecret/json",
        "/api/runs/..%5Csecret/json",
        "/api/runs/one%2F..%2F..%2Fsecret/json",
        "/api/runs/link/json",
        "/api/runs/%00/json",
        "/api/runs/one/..%2Frun.json",
        "/api/compare?run=one&run=..%2Fsecret",
        "/assets/..%2Fopenapi.json",
        "/assets/../../../../etc/passwd",
        "/assets/%2Fetc%2Fpasswd",
      })
  void path_outsideTheRuns_isNotThere(String path) throws IOException {
    Files.createSymbolicLink(folder.resolve("runs/link"), folder.resolve("secret"));

    RawHttp.Answer answer = RawHttp.get(port, path);

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("told", "root:", "schema");
  }

  @Test
  void run_ofTheFolder_isThere() throws IOException {
    assertThat(RawHttp.get(port, "/api/runs/one/json").body()).contains("\"name\": \"told\"");
  }

  @Test
  void body_tooLarge_isRefused() throws IOException {
    String large = "#".repeat((int) WebServer.BODY_BYTES_MAX + 1);

    RawHttp.Answer answer = RawHttp.post(port, "/api/plans/validate", YAML, large);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(desk.asked).isEmpty();
  }

  @Test
  void body_ofTheLargestSize_isRead() throws IOException {
    String large = "#".repeat((int) WebServer.BODY_BYTES_MAX);

    assertThat(RawHttp.post(port, "/api/plans/validate", YAML, large).status()).isEqualTo(200);
  }

  // --- what a browser may do with it

  @ParameterizedTest
  @ValueSource(strings = {"/", "/assets/main.js", "/api/status", "/api/nothing", "/nothing"})
  void answers_all_haveTheHeadersOfThePage(String path) throws IOException {
    RawHttp.Answer answer = RawHttp.get(port, path);

    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("http:", "https:", "*", "unsafe-eval");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Server")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/runs/one/html",
        "/api/runs/one/badge",
        "/api/runs/one/json",
        "/api/trend?figure=response_time.p95"
      })
  void documents_haveNoOrigin_soThatTheyCanAskForNothing(String path) throws IOException {
    RawHttp.Answer answer = RawHttp.get(port, path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Security-Policy"))
        .startsWith("sandbox allow-scripts;")
        .doesNotContain("allow-same-origin", "connect-src");
  }

  @Test
  void script_inTheNameOfAStep_isNoMarkup() throws IOException {
    feed.announce("one");
    feed.started(Told.start("<script>alert(1)</script>"));
    feed.interval(Told.interval(0, "<script>alert(1)</script>"));

    assertThat(RawHttp.get(port, "/api/runs/one/html").body())
        .doesNotContain("<script>alert(1)")
        .contains("&lt;script&gt;alert(1)");
    assertThat(RawHttp.get(port, "/api/runs").header("Content-Type"))
        .startsWith("application/json");
  }
}
