package dev.loadstone.report;

import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.SparseHistogram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;

/**
 * Decodes histograms of a log. HdrHistogram's own decoder makes a new histogram each time, of the
 * size of the largest that was ever written, and goes through it several times; this one fills one
 * that is there. Not thread-safe.
 *
 * <p><b>Source:</b> HdrHistogram 2.2.2, {@code AbstractHistogram.encodeIntoCompressedByteBuffer},
 * encoding V2.
 */
final class HistogramDecoder implements AutoCloseable {
  private static final int COMPRESSED_COOKIE = 0x1c849314;
  private static final int COOKIE = 0x1c849313;
  private static final int COMPRESSED_HEADER_BYTES = 8;

  private final Inflater inflater = new Inflater();
  private byte[] plain = new byte[1 << 12];

  /**
   * Decodes a histogram.
   *
   * @param into is filled, if the encoding is the one that Loadstone writes
   * @return the histogram: {@code into}, or a new one if the encoding is another that HdrHistogram
   *     knows
   * @throws DataFormatException if it is damaged
   * @throws RuntimeException if it is damaged: bad arguments, indexes, buffer underflows
   */
  Histogram decode(String base64, SparseHistogram into) throws DataFormatException {
    byte[] coded = Base64.getDecoder().decode(base64);
    ByteBuffer outer = ByteBuffer.wrap(coded);
    if (outer.getInt() == COMPRESSED_COOKIE) {
      ByteBuffer inner = inflated(coded, outer.getInt());
      if (isOurs(inner)) {
        into.read(inner);
        return into;
      }
    }
    return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(coded), 0);
  }

  private ByteBuffer inflated(byte[] coded, int length) throws DataFormatException {
    inflater.reset();
    inflater.setInput(coded, COMPRESSED_HEADER_BYTES, length);
    int size = 0;
    while (!inflater.finished()) {
      if (size == plain.length) {
        plain = Arrays.copyOf(plain, 2 * size);
      }
      int more = inflater.inflate(plain, size, plain.length - size);
      if (more == 0 && !inflater.finished()) {
        throw new DataFormatException("the end is missing");
      }
      size += more;
    }
    return ByteBuffer.wrap(plain, 0, size);
  }

  /** Reads the header; what is left of the buffer is then the payload. */
  private static boolean isOurs(ByteBuffer buffer) {
    int cookie = buffer.getInt();
    int payloadBytes = buffer.getInt();
    int normalizingOffset = buffer.getInt();
    int digits = buffer.getInt();
    long lowestDiscernible = buffer.getLong();
    buffer.getLong(); // the highest that its writer could have recorded
    double ratio = buffer.getDouble();
    buffer.limit(buffer.position() + payloadBytes);
    return cookie == COOKIE
        && normalizingOffset == 0
        && digits == Histograms.DIGITS
        && lowestDiscernible == 1
        && ratio == 1;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
