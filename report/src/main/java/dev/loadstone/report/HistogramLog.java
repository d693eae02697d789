package dev.loadstone.report;

import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.SparseHistogram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * A log of tagged histograms, read line by line. A series has one histogram, which its next line
 * fills anew.
 *
 * <p><b>Source:</b> HdrHistogram 2.2.2, {@code HistogramLogWriter}, histogram log format version
 * 1.3: {@code Tag=<tag>,<start>,<length>,<max>,<base64>}.
 */
final class HistogramLog implements AutoCloseable {
  private static final String TAG = "Tag=";
  private static final int COMMAS = 4;

  private final LineFile lines;
  private final HistogramDecoder decoder = new HistogramDecoder();
  private final Map<String, Series> known = new HashMap<>();

  private HistogramLog(LineFile lines) {
    this.lines = lines;
  }

  /** What a tag stands for, and what its next line fills. */
  private record Series(SeriesKey key, SparseHistogram histogram) {}

  static HistogramLog open(Path file) throws RunDirectoryException {
    return new HistogramLog(LineFile.open(file));
  }

  /**
   * Reads the next histogram.
   *
   * @param histograms gets it; the next line of its series changes it
   * @throws RunDirectoryException if there is none or it is damaged
   */
  void readInto(Map<SeriesKey, Histogram> histograms) throws RunDirectoryException {
    Optional<String> next = lines.next();
    while (next.isPresent() && (next.get().startsWith("#") || next.get().startsWith("\""))) {
      next = lines.next();
    }
    if (next.isEmpty()) {
      throw lines.endedEarly("a histogram is missing that intervals.jsonl tells of.");
    }
    String line = next.get();
    if (commas(line) != COMMAS || !line.startsWith(TAG)) {
      throw lines.damaged("the line is no tagged histogram.", null);
    }
    Series series = series(line.substring(TAG.length(), line.indexOf(',')));
    histograms.put(
        series.key(), histogram(line.substring(line.lastIndexOf(',') + 1), series.histogram()));
  }

  private static int commas(String line) {
    int commas = 0;
    for (int at = line.indexOf(','); at >= 0; at = line.indexOf(',', at + 1)) {
      commas++;
    }
    return commas;
  }

  private Series series(String tag) throws RunDirectoryException {
    Series series = known.get(tag);
    if (series == null) {
      series = new Series(key(tag), new SparseHistogram());
      known.put(tag, series);
    }
    return series;
  }

  private SeriesKey key(String tag) throws RunDirectoryException {
    try {
      return SeriesKey.parse(tag);
    } catch (IllegalArgumentException e) {
      throw lines.damaged("the tag is malformed: " + e.getMessage() + ".", e);
    }
  }

  private Histogram histogram(String base64, SparseHistogram into) throws RunDirectoryException {
    try {
      return decoder.decode(base64, into);
    } catch (DataFormatException | RuntimeException e) {
      // A decoder answers damage with whatever it stumbles over.
      throw lines.damaged("the histogram is damaged.", e);
    }
  }

  @Override
  public void close() throws IOException {
    decoder.close();
    lines.close();
  }
}
