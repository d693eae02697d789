package dev.loadstone.report.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads oha's summary as JSON. Times are of all responses, whatever their status.
 *
 * <p><b>Source:</b> hatoo/oha, {@code schema.json}.
 */
record OhaJson() implements ForeignFormat {
  @Override
  public Tool tool() {
    return Tool.OHA;
  }

  @Override
  public String label() {
    return "JSON, --output-format json (or -j)";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.isObjectWith("summary", "requestsPerSec", "latencyPercentiles");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    JsonNode root = sources.file().document();
    JsonNode summary = root.path("summary");
    FigureSheet sheet = new FigureSheet(sources.file());
    long responses = 0;
    for (Map.Entry<String, JsonNode> status : root.path("statusCodeDistribution").properties()) {
      long count = status.getValue().asLong();
      responses += count;
      Optional<ErrorClass> error = FailureText.classOf(status.getKey());
      if (error.isPresent()) {
        sheet.failures("", error.get(), count);
      } else {
        sheet.operations("", Outcome.OK, count);
      }
    }
    for (Map.Entry<String, JsonNode> failed : root.path("errorDistribution").properties()) {
      Optional<ErrorClass> error = FailureText.classOf(failed.getKey());
      if (error.isPresent()) {
        sheet.failures("", error.get(), failed.getValue().asLong());
      } else {
        sheet.operations("", Outcome.FAILED, failed.getValue().asLong());
      }
    }
    sheet.times(Tags.NONE, responses, seconds(root, summary));
    sheet.count(CounterKey.BYTES_RECEIVED, Tags.NONE, summary.path("totalData").asLong());
    return sheet.run(
        Provenance.of(this, sources, ""),
        sources.file().modified(),
        FigureSheet.number(summary.path("total")));
  }

  private static FigureSheet.Seconds seconds(JsonNode root, JsonNode summary) {
    FigureSheet.Seconds seconds =
        new FigureSheet.Seconds(1)
            .put(Statistic.MEAN, summary.path("average"))
            .put(Statistic.MIN, summary.path("fastest"))
            .put(Statistic.MAX, summary.path("slowest"));
    for (Statistic percentile : Statistic.percentiles()) {
      seconds.put(percentile, root.path("latencyPercentiles").path(percentile.label()));
    }
    return seconds;
  }
}
