package dev.loadstone.report.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file that another tool wrote, plain or compressed by gzip. Nothing of it is kept but what is
 * asked for.
 *
 * @param path where it is
 */
record SourceFile(Path path) {
  /** The most characters of a line or record. */
  static final int RECORD_MAX = 16 << 20;

  /** The most bytes of a document that is read as a whole. */
  static final int DOCUMENT_MAX = 256 << 20;

  static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private static final int BUFFER = 1 << 16;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  /** Opens the file, unpacked. */
  InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    try {
      in.mark(2);
      boolean packed = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
      in.reset();
      return packed ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Returns how the file begins. */
  Beginning beginning() throws IOException {
    try (InputStream in = open()) {
      return new Beginning(in.readNBytes(BUFFER));
    }
  }

  /** Opens the file as lines. */
  Lines lines() throws IOException {
    return new Lines(this, open());
  }

  /**
   * Reads the file as one document of JSON.
   *
   * @throws InvalidInputException if it is none, or too large for one
   */
  JsonNode document() throws IOException {
    byte[] content;
    try (InputStream in = open()) {
      content = in.readNBytes(DOCUMENT_MAX + 1);
    }
    if (content.length > DOCUMENT_MAX) {
      throw wrong(
          1,
          "must be at most " + (DOCUMENT_MAX >> 20) + " MB as one document of JSON",
          "Give the tool's lines of samples instead.");
    }
    try {
      return MAPPER.readTree(content);
    } catch (JsonProcessingException e) {
      throw wrong(
          Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "must be whole JSON, got: " + brief(e.getOriginalMessage()),
          "Give the file as the tool wrote it, after the tool has ended.");
    }
  }

  /** Returns the exception for something wrong in a line. */
  InvalidInputException wrong(long line, String message, String fix) {
    Location location = new Location(path.toString(), (int) Math.min(Integer.MAX_VALUE, line), 1);
    return new InvalidInputException(List.of(new Problem(Optional.of(location), "", message, fix)));
  }

  /** Returns when the file was written last. */
  Instant modified() throws IOException {
    return Files.getLastModifiedTime(path).toInstant();
  }

  /** Returns SHA-256 of the file as it is, in hexadecimal. */
  String sha256() throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Returns a text of the file's as messages quote it: one short line. */
  static String brief(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= 80 ? line : line.substring(0, 79) + "…";
  }
}
