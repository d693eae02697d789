package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.PlanFixture.read;
import static dev.loadstone.core.plan.yaml.PlanFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Feeder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeederReaderTest {
  @TempDir private Path folder = Path.of("");

  private Feeder feeder(String feeder, String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
    Map<String, Feeder> feeders =
        read(with("feeders: {f: " + feeder + "}"), ReadOptions.NONE.withBaseDirectory(folder))
            .feeders();
    return Objects.requireNonNull(feeders.get("f"));
  }

  @Test
  void csv_quotesAndLineBreaks_areRead() throws IOException {
    String content = "\uFEFFid,text\r\n1,\"a, \"\"b\"\"\r\nc\"\r\n\r\n2,\n\"3\",d";
    assertThat(feeder("{file: f.csv, order: queue}", "f.csv", content))
        .isEqualTo(
            new Feeder(
                "f",
                "f.csv",
                Feeder.Order.QUEUE,
                List.of("id", "text"),
                List.of(List.of("1", "a, \"b\"\r\nc"), List.of("2", ""), List.of("3", "d"))));
  }

  @Test
  void jsonLines_anyOrderOfKeys_isRead() throws IOException {
    String content = "{\"id\": 1, \"text\": \"a\\u00e4\\n\"}\n{\"text\": null, \"id\": \"007\"}\n";
    assertThat(feeder("{file: f.jsonl}", "f.jsonl", content))
        .isEqualTo(
            new Feeder(
                "f",
                "f.jsonl",
                Feeder.Order.CIRCULAR,
                List.of("id", "text"),
                List.of(List.of("1", "aä\n"), List.of("007", ""))));
  }

  @Test
  void rows_inThePlan_areRead() {
    Feeder feeder =
        Objects.requireNonNull(
            read(with("feeders: {f: {rows: [{id: 1}, {id: 2}], order: shuffle}}"))
                .feeders()
                .get("f"));
    assertThat(feeder.rows()).containsExactly(List.of("1"), List.of("2"));
    assertThat(feeder.order()).isEqualTo(Feeder.Order.SHUFFLE);
  }
}
