package dev.loadstone.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that signs itself, made with the JDK's keytool.
 *
 * @param certificate in PEM
 * @param key in PEM
 * @param trust knows it, and no other
 */
public record SelfSigned(Path certificate, Path key, SSLContext trust) {
  private static final String PASSWORD = "changeit";

  /**
   * Makes one.
   *
   * @param name of its files
   * @param algorithm EC or RSA
   * @param subjects what it is of, as keytool has it: {@code ip:127.0.0.1,dns:localhost}
   */
  public static SelfSigned of(Path folder, String name, String algorithm, String subjects)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    Path log = folder.resolve("keytool.log");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=" + subjects,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + Files.readString(log));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    byte[] certificate = keys.getCertificate("server").getEncoded();
    byte[] key = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
    return new SelfSigned(
        pem(folder.resolve(name + ".pem"), "CERTIFICATE", certificate),
        pem(folder.resolve(name + ".key"), "PRIVATE KEY", key),
        trusting(keys));
  }

  /** Writes something as a PEM file. */
  public static Path pem(Path file, String kind, byte[] content) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
  }

  private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
