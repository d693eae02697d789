package dev.loadstone.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.testkit.SelfSigned;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsIT {
  @TempDir Path folder;

  private SelfSigned certificate()
      throws IOException, InterruptedException, GeneralSecurityException {
    return SelfSigned.of(folder, "testbed", "EC", "dns:localhost");
  }

  private static TestbedServer https(SelfSigned certificate) {
    return TestbedServer.start(
        TestbedOptions.DEFAULTS.tls(certificate.certificate(), certificate.key()));
  }

  @Test
  void https_certificateAndKey_areUsed()
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfSigned certificate = certificate();
    try (TestbedServer server = https(certificate);
        HttpClient client = HttpClient.newBuilder().sslContext(certificate.trust()).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/plain"))
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.sslSession()).isPresent();
    }
  }

  @Test
  void https_clientThatDoesNotTrust_isCounted()
      throws IOException, InterruptedException, GeneralSecurityException {
    try (TestbedServer server = https(certificate());
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/plain"))
              .build();
      assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
          .isInstanceOf(SSLHandshakeException.class);
      while (server.ledger().failedHandshakes() == 0) {
        Thread.onSpinWait();
      }
      assertThat(server.ledger().failedHandshakes()).isEqualTo(1);
      assertThat(server.ledger().requests()).isZero();
    }
  }

  @Test
  void https_missingCertificate_failsAtStart() {
    TestbedOptions options =
        TestbedOptions.DEFAULTS.tls(folder.resolve("none.pem"), folder.resolve("none.key"));
    assertThatThrownBy(() -> TestbedServer.start(options))
        .isInstanceOf(TestbedStartException.class)
        .hasMessageContaining("none.");
  }
}
