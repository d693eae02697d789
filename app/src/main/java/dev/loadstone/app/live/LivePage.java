package dev.loadstone.app.live;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.view.RunView;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.history.Place;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.web.WebOptions;
import dev.loadstone.web.WebServer;
import dev.loadstone.web.WebStartException;
import dev.loadstone.web.live.LiveFeed;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The live page, being served. */
public final class LivePage implements AutoCloseable {
  private final RunDesk desk;
  private final WebServer server;

  private LivePage(RunDesk desk, WebServer server) {
    this.desk = desk;
    this.server = server;
  }

  /**
   * What the page may do.
   *
   * @param environment variables
   * @param starts whether it may start runs
   * @param trusted whether plans from it may do what they like
   * @param history where runs are remembered and trends come from; empty for nowhere
   * @param engine how runs from it use the machine
   */
  public record Rights(
      Map<String, String> environment,
      boolean starts,
      boolean trusted,
      Optional<Place> history,
      EngineOptions engine) {}

  /**
   * Begins to serve it.
   *
   * @param quiet shows runs that the page starts, and what went wrong
   * @throws WebStartException if the address cannot be had or the certificate cannot be used
   */
  public static LivePage open(WebOptions options, Rights rights, RunView quiet)
      throws WebStartException {
    LiveFeed feed = new LiveFeed();
    RunDesk desk =
        new RunDesk(
            new RunDesk.Settings(
                rights.environment(),
                rights.trusted(),
                options.runs(),
                rights.history(),
                rights.engine(),
                quiet),
            feed);
    return new LivePage(desk, WebServer.start(options, desk, feed, rights.starts()));
  }

  /** Returns the address of the page. */
  public String url() {
    return server.url();
  }

  /**
   * Runs a plan, which is shown in a page of its own while it goes on.
   *
   * @param told hears of the page's address
   * @throws WebStartException if the page cannot be served; no load has been sent then
   * @throws UnreachableException if a target is not there
   * @throws RunDirectoryException if the run directory cannot be used
   * @throws InterruptedException if the thread is interrupted; the load ends then
   */
  public static PlanRun.Done execute(
      PlanRun run,
      RunView view,
      Interrupts interrupts,
      WebOptions options,
      Rights rights,
      Consumer<String> told)
      throws WebStartException, UnreachableException, RunDirectoryException, InterruptedException {
    try (LivePage page = open(options, rights, view)) {
      told.accept(page.url());
      PlanRun.Done done = run.execute(page.desk.view(view, () -> {}), interrupts);
      page.desk.over(done.result());
      return done;
    }
  }

  /** Ends the run that the page started, if one goes on, and then the page. */
  @Override
  public void close() {
    desk.close();
    server.close();
  }
}
