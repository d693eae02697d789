package dev.loadstone.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsIT {
  private static final char[] STORE_PASSWORD = "testbed".toCharArray();

  @TempDir Path folder;

  @Test
  void https_certificateAndKey_areUsed()
      throws IOException, InterruptedException, GeneralSecurityException {
    KeyStore store = newCertificate();
    Path certificate =
        pem("certificate.pem", "CERTIFICATE", store.getCertificate("testbed").getEncoded());
    Path key = pem("key.pem", "PRIVATE KEY", store.getKey("testbed", STORE_PASSWORD).getEncoded());
    try (TestbedServer server = TestbedServer.start(TestbedOptions.DEFAULTS.tls(certificate, key));
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
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
    KeyStore store = newCertificate();
    Path certificate =
        pem("certificate.pem", "CERTIFICATE", store.getCertificate("testbed").getEncoded());
    Path key = pem("key.pem", "PRIVATE KEY", store.getKey("testbed", STORE_PASSWORD).getEncoded());
    try (TestbedServer server = TestbedServer.start(TestbedOptions.DEFAULTS.tls(certificate, key));
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

  private KeyStore newCertificate()
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "testbed",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(STORE_PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(file)) {
      store.load(input, STORE_PASSWORD);
    }
    return store;
  }

  private Path pem(String name, String kind, byte[] content) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
  }

  private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("testbed", store.getCertificate("testbed"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
