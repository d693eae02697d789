package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** What a library that reads CSV by RFC 4180 makes of the tables. */
final class CsvReadTest {
  private static final List<String> FIGURES = List.of("count", "mean", "stddev", "min", "max");

  private static List<CSVRecord> read(String csv) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setLenientEof(false)
            .setTrailingData(false)
            .get();
    return format.parse(new StringReader(csv)).getRecords();
  }

  @Test
  void summary_readByALibrary_hasTheFiguresOfTheResult() throws IOException {
    for (RunResult result :
        List.of(
            SampleRuns.mixed().result(),
            SampleRuns.hostile().result(),
            SampleRuns.longNames().result())) {
      List<CSVRecord> rows = read(CsvReport.summary(result));
      JsonNode measures = Json.MAPPER.readTree(ResultJson.of(result)).get("measures");

      assertThat(rows).hasSameSizeAs(result.measures()).allMatch(CSVRecord::isConsistent);
      for (int i = 0; i < rows.size(); i++) {
        assertRow(rows.get(i), measures.get(i));
      }
    }
  }

  private static void assertRow(CSVRecord row, JsonNode measure) {
    assertThat(row.get("measure")).isEqualTo(measure.get("name").asText());
    assertThat(row.get("unit")).isEqualTo(measure.get("unit").asText());
    for (String tag : Tag.all()) {
      assertThat(row.get(tag)).isEqualTo(measure.get("tags").path(tag).asText());
    }
    FIGURES.forEach(figure -> assertCell(row, figure, measure.path(figure)));
    for (Map.Entry<String, JsonNode> percentile : measure.get("percentiles").properties()) {
      assertCell(row, percentile.getKey(), percentile.getValue());
    }
  }

  private static void assertCell(CSVRecord row, String column, JsonNode expected) {
    if (expected.isMissingNode() || expected.isNull()) {
      assertThat(row.get(column)).as(column).isEmpty();
    } else {
      assertThat(new BigDecimal(row.get(column)))
          .as(column)
          .isEqualByComparingTo(new BigDecimal(expected.asText()));
    }
  }

  @Test
  void intervals_readByALibrary_haveARowForEachSecond() throws IOException {
    RunResult result = SampleRuns.probed().result();

    List<CSVRecord> rows = read(CsvReport.intervals(result));

    assertThat(rows).hasSameSizeAs(result.timeline()).allMatch(CSVRecord::isConsistent);
    for (int i = 0; i < rows.size(); i++) {
      CSVRecord row = rows.get(i);
      assertThat(Double.parseDouble(row.get("start"))).isEqualTo(result.timeline().get(i).start());
      assertThat(Double.parseDouble(row.get("achieved_rate")))
          .isEqualTo(result.timeline().get(i).completed());
      assertThat(row).allMatch(cell -> cell.isEmpty() || cell.matches("-?[0-9]+(\\.[0-9]+)?"));
    }
  }

  @Test
  void runs_readByALibrary_haveAColumnEach() throws IOException {
    Overlay overlay = OverlayTest.slower();

    List<CSVRecord> rows = read(OverlayCsv.of(overlay));

    assertThat(rows).hasSize(3 + OverlayRow.of(overlay).size()).allMatch(CSVRecord::isConsistent);
    assertThat(rows.getFirst().toMap()).containsKeys("step", "figure", "unit", "A", "B");
  }
}
