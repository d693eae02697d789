package dev.loadstone.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** Looks at a certificate and its key before they are used, and tells what is wrong with them. */
final class Certificates {
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private static final String PLAIN_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String PLAIN_END = "-----END PRIVATE KEY-----";
  private static final String ANY_KEY = "PRIVATE KEY-----";
  private static final byte[] PROBE = "loadstone".getBytes(StandardCharsets.US_ASCII);

  /** How a key of some kind signs; keys of other kinds are not compared with their certificate. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private Certificates() {}

  /**
   * Looks at both files.
   *
   * @throws WebStartException if one is not there, is not what it should be, has a password, or if
   *     they do not belong together
   */
  static void check(WebOptions.Tls tls) throws WebStartException {
    String certificate = text(tls.certificate());
    String key = text(tls.key());
    if (!certificate.contains(CERTIFICATE) && certificate.contains(ANY_KEY)) {
      throw wrong(tls.certificate() + " is a key. The certificate comes first: CERT,KEY.");
    }
    if (!certificate.contains(CERTIFICATE)) {
      throw wrong(tls.certificate() + " holds no certificate in PEM (" + CERTIFICATE + ").");
    }
    if (key.contains("ENCRYPTED")) {
      throw wrong(
          "the key in "
              + tls.key()
              + " has a password. Write it without one: openssl pkey -in "
              + tls.key()
              + " -out plain.key.");
    }
    if (!key.contains(ANY_KEY)) {
      throw wrong(tls.key() + " holds no private key in PEM (" + PLAIN_BEGIN + ").");
    }
    PublicKey open = publicKey(tls.certificate(), certificate);
    if (key.contains(PLAIN_BEGIN) && SIGNATURES.containsKey(open.getAlgorithm())) {
      compare(tls, open, key);
    }
  }

  private static String text(Path file) throws WebStartException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException none) {
      throw wrong("there is no file " + file + ".");
    } catch (IOException unreadable) {
      throw wrong(file + " cannot be read: " + unreadable.getMessage() + ".");
    }
  }

  private static PublicKey publicKey(Path file, String text) throws WebStartException {
    String first = text.substring(text.indexOf(CERTIFICATE));
    try (var in = new ByteArrayInputStream(first.getBytes(StandardCharsets.ISO_8859_1))) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in).getPublicKey();
    } catch (CertificateException | IOException damaged) {
      throw wrong("the certificate in " + file + " is damaged: " + damaged.getMessage() + ".");
    }
  }

  private static void compare(WebOptions.Tls tls, PublicKey open, String key)
      throws WebStartException {
    if (!belongs(open, secret(tls.key(), open.getAlgorithm(), key))) {
      throw wrong(
          "the key in "
              + tls.key()
              + " does not belong to the certificate in "
              + tls.certificate()
              + ".");
    }
  }

  private static PrivateKey secret(Path file, String algorithm, String text)
      throws WebStartException {
    int end = text.indexOf(PLAIN_END);
    String base64 =
        text.substring(
            text.indexOf(PLAIN_BEGIN) + PLAIN_BEGIN.length(), end < 0 ? text.length() : end);
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64);
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      throw wrong(
          "the key in " + file + " is damaged, or none for a certificate of " + algorithm + ".");
    }
  }

  /** Returns whether what one key signs is what the other one expects. */
  private static boolean belongs(PublicKey open, PrivateKey secret) {
    try {
      Signature signature =
          Signature.getInstance(Objects.requireNonNull(SIGNATURES.get(open.getAlgorithm())));
      signature.initSign(secret);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  private static WebStartException wrong(String what) {
    return new WebStartException("the page cannot be served by HTTPS: " + what);
  }
}
