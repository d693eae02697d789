package dev.loadstone.engine.grpc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Messages compressed by gzip, the coding that all implementations of gRPC have. Allocates.
 *
 * <p><b>Source:</b> RFC 1952; gRPC over HTTP/2, "Content-Coding".
 */
final class Gzip {
  /** The name of the coding. */
  static final String NAME = "gzip";

  private static final byte MAGIC_1 = 0x1F;
  private static final byte MAGIC_2 = (byte) 0x8B;

  private Gzip() {}

  static byte[] pack(byte[] message) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(message.length / 2 + 32);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(message);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  /** Returns whether bytes begin as such a message does. */
  static boolean isBegun(byte[] data, int from, int to) {
    return to - from > 1 && data[from] == MAGIC_1 && data[from + 1] == MAGIC_2;
  }

  /**
   * Unpacks a message.
   *
   * @param max how many bytes it may have
   * @throws IOException if it is broken, or has more
   */
  static byte[] unpack(byte[] data, int from, int to, int max) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(data, from, to - from))) {
      byte[] message = in.readNBytes(max + 1);
      if (message.length > max) {
        throw new IOException("larger than " + max + " bytes unpacked");
      }
      return message;
    }
  }
}
