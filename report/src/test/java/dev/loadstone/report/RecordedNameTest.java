package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordedNameTest {
  @TempDir private Path folder;

  private static Subject subject(String name) {
    return RecordedName.parse(name).orElseThrow().subject(Unit.SECONDS, false);
  }

  @Test
  void names_ofFigures_areTakenApart() {
    assertThat(subject("error_ratio"))
        .isEqualTo(new Subject("error_ratio", Tags.NONE, "", Unit.SECONDS, false));
    assertThat(subject("response_time.p99.9"))
        .isEqualTo(new Subject("response_time", Tags.NONE, "p99.9", Unit.SECONDS, false));
    assertThat(subject("response_time{step=GET /a.b}.p95"))
        .isEqualTo(
            new Subject("response_time", Tags.of("step", "GET /a.b"), "p95", Unit.SECONDS, false));
    assertThat(subject("response_time{scenario=a,step=\"b, {c}\"}.mean"))
        .isEqualTo(
            new Subject(
                "response_time",
                new Tags(Map.of("scenario", "a", "step", "b, {c}")),
                "mean",
                Unit.SECONDS,
                false));
    assertThat(subject("achieved_rate{step=chat}").tags()).isEqualTo(Tags.of("step", "chat"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a / b",
        "response_time.fast",
        "response_time{step=a",
        "response_time{step}.p95",
        "response_time{step=a}p95",
        "response_time{step=a,",
        "response_time{step=",
        "",
      })
  void names_thatAreNone_areEmpty(String text) {
    assertThat(RecordedName.parse(text)).isEmpty();
  }

  /** What is compared of a run directory and of the same run in a history must be the same. */
  @Test
  void figuresWanted_areThoseThatAreReadOfRunDirectories() throws IOException {
    for (SyntheticRun run : List.of(SampleRuns.mixed(), SampleRuns.probed(), SampleRuns.freeze())) {
      Path directory = Files.createTempDirectory(folder, "run");
      try (RunDirectoryWriter writer =
          RunDirectoryWriter.create(new RunDirectory(directory.resolve("it")))) {
        run.replay(writer);
        writer.result(run.result());
      }
      for (List<SubjectPattern> patterns :
          List.of(
              List.<SubjectPattern>of(),
              List.of(SubjectPattern.parse("service_time"), SubjectPattern.parse("error_*")),
              List.of(SubjectPattern.parse("*")))) {
        List<String> read =
            RunReadings.read(directory.resolve("it"), patterns).readings().keySet().stream()
                .map(Subject::name)
                .toList();
        List<String> names = new ArrayList<>(read);
        names.addAll(
            List.of("dropped", "response_time.min", "offered_rate", "operation_rate{step=a}"));

        assertThat(RecordedName.wanted(names, patterns).stream().map(RecordedName::text))
            .containsExactlyElementsOf(read);
      }
    }
  }
}
