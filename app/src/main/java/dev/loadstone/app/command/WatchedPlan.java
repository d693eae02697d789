package dev.loadstone.app.command;

import dev.loadstone.app.console.Shell;
import dev.loadstone.app.live.LivePage;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.view.RunView;
import dev.loadstone.history.Place;
import dev.loadstone.web.WebOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A run with a page. A class of its own, so that others load nothing of the page. */
final class WatchedPlan {
  private static final String LOOPBACK = "127.0.0.1";

  private WatchedPlan() {}

  static PlanRun.Done execute(
      Shell shell, PlanRun run, RunView view, int port, Optional<Place> memory)
      throws IOException, InterruptedException {
    Path runs =
        run.folder()
            .map(folder -> Optional.ofNullable(folder.getParent()).orElse(Path.of("")))
            .orElse(Path.of("runs"));
    WebOptions options =
        new WebOptions(LOOPBACK, port, Optional.empty(), Optional.empty(), runs, Set.of());
    LivePage.Rights rights =
        new LivePage.Rights(shell.environment(), false, false, memory, run.engine());
    return LivePage.execute(
        run,
        view,
        shell.interrupts(),
        options,
        rights,
        url -> {
          shell.err().println("The run can be watched at " + url);
          shell.err().flush();
        });
  }
}
