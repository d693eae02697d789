package dev.loadstone.report;

import dev.loadstone.core.record.SeriesKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * A log of tagged histograms, read line by line.
 *
 * <p><b>Source:</b> HdrHistogram 2.2.2, {@code HistogramLogWriter}, histogram log format version
 * 1.3: {@code Tag=<tag>,<start>,<length>,<max>,<base64>}.
 */
final class HistogramLog implements AutoCloseable {
  private static final String TAG = "Tag=";
  private static final int FIELDS = 5;

  private final LineFile lines;

  private HistogramLog(LineFile lines) {
    this.lines = lines;
  }

  static HistogramLog open(Path file) throws RunDirectoryException {
    return new HistogramLog(LineFile.open(file));
  }

  /**
   * Reads the next histogram.
   *
   * @param histograms gets it
   * @throws RunDirectoryException if there is none or it is damaged
   */
  void readInto(Map<SeriesKey, Histogram> histograms) throws RunDirectoryException {
    Optional<String> line = lines.next();
    while (line.isPresent() && (line.get().startsWith("#") || line.get().startsWith("\""))) {
      line = lines.next();
    }
    if (line.isEmpty()) {
      throw lines.endedEarly("a histogram is missing that intervals.jsonl tells of.");
    }
    String[] fields = line.get().split(",", -1);
    if (fields.length != FIELDS || !fields[0].startsWith(TAG)) {
      throw lines.damaged("the line is no tagged histogram.", null);
    }
    histograms.put(key(fields[0].substring(TAG.length())), histogram(fields[FIELDS - 1]));
  }

  private SeriesKey key(String tag) throws RunDirectoryException {
    try {
      return SeriesKey.parse(tag);
    } catch (IllegalArgumentException e) {
      throw lines.damaged("the tag is malformed: " + e.getMessage() + ".", e);
    }
  }

  private Histogram histogram(String base64) throws RunDirectoryException {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(base64)), 0);
    } catch (DataFormatException | RuntimeException e) {
      // The decoder answers damage with whatever it stumbles over: bad arguments, indexes, buffer
      // underflows.
      throw lines.damaged("the histogram is damaged.", e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
