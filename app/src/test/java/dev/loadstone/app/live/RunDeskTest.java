package dev.loadstone.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.view.Progress;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.web.live.LiveFeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDeskTest {
  private static final String PLAN =
      """
      name: late
      target: http://127.0.0.1:1
      load: {phases: [{rate: 1/s, for: 1s}]}
      steps: [{http: GET /}]
      """;

  private static final Shell SHELL =
      new Shell(
          InputStream.nullInputStream(),
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          Map.of(),
          false,
          false,
          Interrupts.NONE);

  @TempDir private Path folder;

  @Test
  void start_afterItsEnd_isRefused() {
    Path runs = folder.resolve("runs");
    RunDesk desk =
        new RunDesk(
            new RunDesk.Settings(
                Map.of(),
                true,
                runs,
                Optional.empty(),
                EngineOptions.DEFAULT,
                Progress.QUIET.view(SHELL)),
            new LiveFeed());
    desk.close();

    assertThatThrownBy(() -> desk.start(PLAN, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage("no run begins any more: the page is ending");
    assertThat(runs).doesNotExist();
  }
}
