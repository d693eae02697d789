package dev.loadstone.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryWriter;
import dev.loadstone.web.live.LiveFeed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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

/** Requests that are wrong in form or in content: each is told so, and nothing happens. */
final class BadInputIT {
  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";
  private static final String LEVEL = "/api/runs/current/level";

  @TempDir private Path folder;
  private final FakeDesk desk = new FakeDesk();
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    try (RunDirectoryWriter writer =
        RunDirectoryWriter.create(new RunDirectory(folder.resolve("one")))) {
      writer.started(Told.start("a"));
      writer.interval(Told.interval(0, "a"));
      writer.ended(Told.end());
    }
    server =
        WebServer.start(
            new WebOptions("127.0.0.1", 0, Optional.empty(), Optional.empty(), folder, Set.of()),
            desk,
            new LiveFeed(),
            true);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "null",
        "12",
        "\"level\"",
        "{}",
        "{\"level\": null}",
        "{\"level\": true}",
        "{\"level\": \"12\"}",
        "{\"level\": [12]}",
        "{\"level\": {\"to\": 12}}",
        "{\"level\": NaN}",
        "{\"level\": 0x10}",
        "{'level': 12}",
        "{\"level\": 12} {\"level\": 13}",
        "{\"Level\": 12}",
      })
  void level_thatIsNoDocumentWithANumber_isRefused(String body) throws IOException {
    desk.goesOn = true;

    RawHttp.Answer answer = RawHttp.post(server.port(), LEVEL, JSON, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"the body must be a document as {\\\"level\\\": 100}\"}");
    assertThat(desk.asked).isEmpty();
  }

  @Test
  void level_ofDeepOrLongNonsense_isRefused() throws IOException {
    String deep = "[".repeat(100_000);
    String digits = "{\"level\": " + "9".repeat(100_000) + "}";

    assertThat(RawHttp.post(server.port(), LEVEL, JSON, deep).status()).isEqualTo(400);
    assertThat(RawHttp.post(server.port(), LEVEL, JSON, digits).status()).isEqualTo(400);
    assertThat(desk.asked).isEmpty();
  }

  @Test
  void level_orStop_whereNoRunGoesOn_isAConflict() throws IOException {
    RawHttp.Answer level = RawHttp.post(server.port(), LEVEL, JSON, "{\"level\": 12}");
    RawHttp.Answer stop = RawHttp.post(server.port(), "/api/runs/current/stop", JSON, "{}");

    assertThat(level.status()).isEqualTo(409);
    assertThat(level.body()).isEqualTo("{\"error\":\"no run goes on\"}");
    assertThat(stop.status()).isEqualTo(409);
    assertThat(stop.body()).isEqualTo("{\"error\":\"no run goes on\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/runs?verdict=good|400|verdict must be one of pass, warn, fail, inconclusive, invalid, cut, running, got: good",
        "/api/runs?limit=-1|400|limit must be from 1 to 500, got: -1",
        "/api/runs?limit=501|400|limit must be from 1 to 500, got: 501",
        "/api/runs?limit=99999999999999999999|400|limit must be from 1 to 500, got: 99999999999999999999",
        "/api/runs?limit=1.5|400|limit must be from 1 to 500, got: 1.5",
        "/api/runs/none/json|404|there is no such run",
        "/api/runs/none/none|404|the format must be one of json, csv",
        "/api/runs/one|404|there is nothing like that here",
        "/api/runs/one/json/more|404|there is nothing like that here",
        "/api/compare|400|run must be given from 2 to 8 times",
        "/api/compare?run=one&run=one|400|each run must be another one; one is given twice",
        "/api/compare?run=1&run=2&run=3&run=4&run=5&run=6&run=7&run=8&run=9|400|run must be given from 2 to 8 times",
        "/api/compare?run=&run=|404|there is no such run",
        "/api/trend|404|no run has that figure: ",
        "/api/trend?figure=nothing|404|no run has that figure: nothing",
        "/api/runs?limit=%zz|400|the request is not well-formed: ",
        "/api/runs/%zz/json|400|the path of the request is not well-formed",
        "/api|404|there is nothing like that here",
      })
  void get_ofWhatIsWrong_saysWhy(String path, int status, String why) throws IOException {
    RawHttp.Answer answer = RawHttp.get(server.port(), path);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.body()).contains("\"error\":\"" + why);
  }

  @Test
  void compare_ofRunsOfDifferentPlans_isRefused() throws IOException {
    Path other = folder.resolve("two");
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(new RunDirectory(other))) {
      writer.started(Told.start("a"));
      writer.interval(Told.interval(0, "a"));
      writer.ended(Told.end());
    }
    Path file = new RunDirectory(other).run();
    Files.writeString(file, Files.readString(file).replace("\"told\"", "\"retold\""));

    RawHttp.Answer answer = RawHttp.get(server.port(), "/api/compare?run=one&run=two");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"runs must be of one plan, got: retold, told\"}");
  }

  @Test
  void run_whoseFilesAreDamaged_isToldSo() throws IOException {
    Files.writeString(folder.resolve("one/intervals.jsonl"), "{\"index\": nonsense\n");

    RawHttp.Answer answer = RawHttp.get(server.port(), "/api/runs/one/json");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("\"error\":\"").contains("intervals.jsonl");
  }

  @ParameterizedTest
  @CsvSource({"PUT,/api/runs", "DELETE,/api/runs/one/json", "POST,/api/status", "PATCH,/"})
  void method_thatThereIsNot_isRefused(String method, String path) throws IOException {
    RawHttp.Answer answer =
        RawHttp.send(server.port(), method, path, "", "Host: 127.0.0.1:" + server.port());

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).isEqualTo("{\"error\":\"there is nothing like that here\"}");
  }

  @Test
  void bodyWithoutAType_isRefused() throws IOException {
    RawHttp.Answer answer =
        RawHttp.send(
            server.port(), "POST", "/api/runs", "name: x", "Host: 127.0.0.1:" + server.port());

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"the body must be of the type " + YAML + "\"}");
    assertThat(desk.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /api/status\r\n\r\n",
        "GET /api/runs/%zz/json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        "GET /api/runs?limit=%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        "POST /api/plans/validate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\nConnection: close\r\n\r\n",
        "POST /api/plans/validate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/yaml\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nnonsense\r\n",
      })
  void request_thatIsNoHttp_isRefusedAndTheServerGoesOn(String request) throws IOException {
    assertThat(sent(request)).matches("(?s)HTTP/1\\.[01] 4\\d\\d .*");
    assertThat(RawHttp.get(server.port(), "/api/status").status()).isEqualTo(200);
    assertThat(desk.asked).isEmpty();
  }

  @Test
  void request_ofALineOrAHeaderTooLong_isRefused() throws IOException {
    String host = "Host: 127.0.0.1\r\nConnection: close\r\n";

    assertThat(sent("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\n" + host + "\r\n"))
        .matches("(?s)HTTP/1\\.[01] 414 .*");
    assertThat(sent("GET / HTTP/1.1\r\n" + host + "X: " + "x".repeat(20_000) + "\r\n\r\n"))
        .matches("(?s)HTTP/1\\.[01] 431 .*");
  }

  /** Sends bytes as they are, and returns what came back. */
  private String sent(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(received);
      } catch (IOException closed) {
        // the answer may come before the whole request was read
      }
      return received.toString(StandardCharsets.UTF_8);
    }
  }
}
