package dev.loadstone.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/** A certificate authority of its own, made with the JDK's keytool. */
final class TestAuthority {
  private static final String PASSWORD = "changeit";

  private final Path store;

  private TestAuthority(Path store) {
    this.store = store;
  }

  /** Makes an authority whose keys are kept in a directory. */
  static TestAuthority create(Path directory, String name)
      throws IOException, InterruptedException {
    TestAuthority authority = new TestAuthority(directory.resolve(name + ".p12"));
    authority.keytool("ca", "-dname", "CN=" + name, "-ext", "bc:critical=ca:true");
    return authority;
  }

  /**
   * Makes a server's key with a certificate.
   *
   * @param alternativeName for example {@code ip:127.0.0.1} or {@code dns:a.example}
   */
  KeyManagerFactory certify(String alternativeName)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path own = store.resolveSibling("server-" + Integer.toHexString(alternativeName.hashCode()));
    Files.copy(store, own, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    new TestAuthority(own)
        .keytool(
            "server", "-dname", "CN=server", "-signer", "ca", "-ext", "san=" + alternativeName);
    KeyStore keys = load(own);
    keys.deleteEntry("ca");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    return managers;
  }

  /** Returns the authority's certificate. */
  String pem() throws IOException, GeneralSecurityException {
    byte[] certificate = load(store).getCertificate("ca").getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void keytool(String alias, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    Path log = store.resolveSibling("keytool.log");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("keytool failed: " + Files.readString(log));
    }
  }
}
