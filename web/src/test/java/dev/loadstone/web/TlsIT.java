package dev.loadstone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.testkit.SelfSigned;
import dev.loadstone.web.live.LiveFeed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page by HTTPS, with real certificates, and all that can be wrong with them. */
final class TlsIT {
  private static final String TOKEN = "0123456789abcdef0123";
  private static final String OWN_MACHINE = "ip:127.0.0.1,dns:localhost";
  @TempDir private static Path files;
  private static SelfSigned own;
  private static SelfSigned other;

  @TempDir private Path folder;
  private final LiveFeed feed = new LiveFeed();
  private @Nullable WebServer server;

  @BeforeAll
  static void makeCertificates()
      throws IOException, InterruptedException, GeneralSecurityException {
    own = SelfSigned.of(files, "own", "EC", OWN_MACHINE);
    other = SelfSigned.of(files, "other", "RSA", OWN_MACHINE);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private WebServer serve(Path certificate, Path key) throws WebStartException {
    WebServer started =
        WebServer.start(
            new WebOptions(
                "127.0.0.1",
                0,
                Optional.of(TOKEN),
                Optional.of(new WebOptions.Tls(certificate, key)),
                folder,
                Set.of()),
            new FakeDesk(),
            feed,
            true);
    server = started;
    return started;
  }

  private static HttpClient trusting(SelfSigned certificate) {
    return HttpClient.newBuilder().sslContext(certificate.trust()).build();
  }

  private static HttpRequest.Builder request(WebServer page, String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + page.port() + path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void https_withTheToken_isServed(String algorithm) throws IOException, InterruptedException {
    SelfSigned certificate = algorithm.equals("EC") ? own : other;
    WebServer page = serve(certificate.certificate(), certificate.key());
    assertThat(page.url()).isEqualTo("https://127.0.0.1:" + page.port() + "/#token=" + TOKEN);
    try (HttpClient client = trusting(certificate)) {
      HttpResponse<String> answer =
          client.send(
              request(page, "/api/status").header("Authorization", "Bearer " + TOKEN).build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.sslSession()).isPresent();
      assertThat(client.send(request(page, "/api/runs").build(), BodyHandlers.ofString()))
          .returns(401, HttpResponse::statusCode);
    }
  }

  @Test
  void session_byHttps_hasACookieForHttpsOnly() throws IOException, InterruptedException {
    WebServer page = serve(own.certificate(), own.key());
    try (HttpClient client = trusting(own)) {
      HttpResponse<String> login =
          client.send(
              request(page, "/api/session")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + TOKEN + "\"}"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(login.statusCode()).isEqualTo(204);
      assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("loadstone-" + page.port() + "=")
          .contains("; Secure", "; SameSite=Strict")
          .containsIgnoringCase("; HttpOnly");
    }
  }

  @Test
  void events_byHttps_goOn() throws IOException, InterruptedException {
    WebServer page = serve(own.certificate(), own.key());
    feed.announce("run-1");
    feed.started(Told.start("a"));
    HttpRequest events =
        request(page, "/api/events").header("Authorization", "Bearer " + TOKEN).build();
    HttpClient client = trusting(own);
    HttpResponse<Stream<String>> answer = client.send(events, BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      Iterator<String> told = lines.filter(line -> line.startsWith("event: ")).iterator();
      assertThat(told.next()).isEqualTo("event: state");
      for (int i = 0; i < 3; i++) {
        feed.interval(Told.interval(i, "a"));
        assertThat(told.next()).isEqualTo("event: interval");
      }
    }
    client.shutdownNow();
  }

  @Test
  void https_byWhoDoesNotTrustIt_isRefusedByTheClient() throws IOException {
    WebServer page = serve(own.certificate(), own.key());
    try (HttpClient client = trusting(other)) {
      HttpRequest request = request(page, "/").build();

      assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void plainHttp_isToldThatItIsTheWrongLanguage() throws IOException {
    WebServer page = serve(own.certificate(), own.key());

    RawHttp.Answer answer = RawHttp.get(page.port(), "/api/status");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.body())
        .isEqualTo(
            "HTTPS is spoken here, and this was plain HTTP. Put https:// before the address.\n");
    assertThat(RawHttp.post(page.port(), "/api/runs", "application/yaml", "name: x").status())
        .isEqualTo(400);
  }

  @Test
  void close_givesThePortBack() throws IOException {
    WebServer page = serve(own.certificate(), own.key());
    page.close();
    server = null;

    assertThatThrownBy(() -> RawHttp.get(page.port(), "/")).isInstanceOf(IOException.class);
  }

  // --- what can be wrong with the files

  private void assertRefused(Path certificate, Path key, String why) {
    assertThatThrownBy(() -> serve(certificate, key))
        .isInstanceOf(WebStartException.class)
        .hasMessage("the page cannot be served by HTTPS: " + why);
  }

  @Test
  void file_missing_isNamed() {
    Path none = folder.resolve("none.pem");

    assertRefused(none, own.key(), "there is no file " + none + ".");
    assertRefused(own.certificate(), none, "there is no file " + none + ".");
    assertThatThrownBy(() -> serve(folder, own.key()))
        .isInstanceOf(WebStartException.class)
        .hasMessageStartingWith("the page cannot be served by HTTPS: " + folder);
  }

  @Test
  void file_ofAnotherKind_isToldApart() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "name: plan\n");

    assertRefused(
        own.key(),
        own.certificate(),
        own.key() + " is a key. The certificate comes first: CERT,KEY.");
    assertRefused(
        text, own.key(), text + " holds no certificate in PEM (-----BEGIN CERTIFICATE-----).");
    assertRefused(
        own.certificate(),
        text,
        text + " holds no private key in PEM (-----BEGIN PRIVATE KEY-----).");
    assertRefused(
        own.certificate(),
        own.certificate(),
        own.certificate() + " holds no private key in PEM (-----BEGIN PRIVATE KEY-----).");
  }

  @Test
  void file_damaged_isToldSo() throws IOException {
    byte[] nonsense = "nonsense".getBytes(StandardCharsets.US_ASCII);
    Path certificate = SelfSigned.pem(folder.resolve("c.pem"), "CERTIFICATE", nonsense);
    Path key = SelfSigned.pem(folder.resolve("c.key"), "PRIVATE KEY", nonsense);

    assertThatThrownBy(() -> serve(certificate, own.key()))
        .isInstanceOf(WebStartException.class)
        .hasMessageContaining("the certificate in " + certificate + " is damaged: ");
    assertRefused(
        own.certificate(),
        key,
        "the key in " + key + " is damaged, or none for a certificate of EC.");
  }

  @Test
  void key_withAPassword_isRefusedWithAWayOut() throws IOException {
    byte[] any = "any".getBytes(StandardCharsets.US_ASCII);
    Path key = SelfSigned.pem(folder.resolve("p.key"), "ENCRYPTED PRIVATE KEY", any);

    assertRefused(
        own.certificate(),
        key,
        "the key in "
            + key
            + " has a password. Write it without one: openssl pkey -in "
            + key
            + " -out plain.key.");
  }

  @Test
  void key_ofAnotherCertificate_isRefused()
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfSigned second = SelfSigned.of(folder, "second", "EC", OWN_MACHINE);

    assertRefused(
        own.certificate(),
        second.key(),
        "the key in "
            + second.key()
            + " does not belong to the certificate in "
            + own.certificate()
            + ".");
    assertRefused(
        own.certificate(),
        other.key(),
        "the key in " + other.key() + " is damaged, or none for a certificate of EC.");
  }
}
