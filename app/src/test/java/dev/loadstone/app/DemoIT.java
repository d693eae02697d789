package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, shortened. */
final class DemoIT {
  @TempDir private Path folder;

  @Test
  void demo_shortened_writesAReportAndLeavesNoProcess() {
    Path out = folder.resolve("run");
    long before = ProcessHandle.current().descendants().count();

    Cli.Answer answer = Cli.run("demo", "--plain", "--scale=0.08", "--out=" + out);

    assertThat(answer.code()).as(answer.err() + answer.out()).isIn(0, 5);
    assertThat(answer.out()).contains("response_time{step=chat}.p95 < 500ms");
    assertThat(out.resolve("report.html")).exists();
    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
  }
}
