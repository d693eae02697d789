package dev.loadstone.benchmarks.protocol;

import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** The times that a run left behind in its log of histograms, of all intervals together. */
final class RunSeries {
  private static final String TAG = "Tag=";
  private static final int HISTOGRAM = 4;

  private RunSeries() {}

  /**
   * Returns the times of a comparison's series, of operations that ended well and were begun after
   * the silence.
   *
   * @param directory of the run
   * @throws IOException if its log cannot be read
   */
  static Histogram of(Path directory, Comparison comparison) throws IOException {
    Histogram all = new Histogram(3);
    try (Stream<String> lines = Files.lines(directory.resolve("intervals.hlog"))) {
      lines
          .filter(line -> line.startsWith(TAG))
          .map(line -> line.split(",", -1))
          .filter(fields -> fits(SeriesKey.parse(fields[0].substring(TAG.length())), comparison))
          .forEach(fields -> all.add(histogram(fields[HISTOGRAM])));
    }
    return all;
  }

  private static boolean fits(SeriesKey key, Comparison comparison) {
    Tags tags = key.tags();
    return key.measure().label().equals(comparison.measure())
        && comparison.steps().contains(tags.get(Tag.STEP))
        && !Silence.PHASES.contains(tags.get(Tag.PHASE))
        && !tags.has(Tag.OUTCOME)
        && tags.matches(comparison.tags());
  }

  private static Histogram histogram(String base64) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(base64)), 0);
    } catch (DataFormatException damaged) {
      throw new IllegalStateException("the log of histograms is damaged", damaged);
    }
  }
}
