package dev.loadstone.app.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.demo.TestbedProcess;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.LoadTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A testbed in a process of its own, and runs against it as the product does them: a plan is read,
 * run by the local runner, and judged. Not thread-safe.
 */
public final class TrialBench implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final EngineOptions REHEARSED =
      new EngineOptions(
          EngineOptions.DEFAULT.loops(),
          EngineOptions.DEFAULT.transport(),
          false,
          false,
          Duration.ZERO);

  private static final String WARM_UP =
      """
      name: warm-up
      target: http://127.0.0.1:1
      load: {arrivals: poisson, drain: 300ms, phases: [{rate: 2000/s, for: 700ms}]}
      steps: [{http: GET /plain}]
      """;

  private final TestbedProcess testbed;

  private TrialBench(TestbedProcess testbed) {
    this.testbed = testbed;
  }

  /**
   * Starts a testbed on a free port of loopback, and runs both it and the generator warm for about
   * a second.
   *
   * @param mainClass the program's main class
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the thread is interrupted; the testbed has ended then
   */
  public static TrialBench start(String mainClass) throws IOException, InterruptedException {
    TrialBench bench = new TrialBench(TestbedProcess.start(mainClass));
    boolean warm = false;
    try {
      bench.run(WARM_UP);
      warm = true;
    } finally {
      if (!warm) {
        bench.close();
      }
    }
    return bench;
  }

  /**
   * Tells the testbed what to do from now on, and begins a new ledger.
   *
   * @param truth YAML or JSON
   * @throws IOException if it does not take it
   */
  public void apply(String truth) throws IOException {
    exchange("PUT", "/_truth", truth);
    exchange("DELETE", "/_truth/ledger", "");
  }

  /**
   * Returns what the testbed served on a route since the truth was applied.
   *
   * @param route for example {@code GET /plain}
   * @throws IOException if it does not tell
   */
  public Served served(String route) throws IOException {
    String ledger = exchange("GET", "/_truth/ledger", "");
    return Served.of(new ObjectMapper().readTree(ledger).path("routes").path(route));
  }

  /**
   * Runs a plan against the testbed.
   *
   * @param plan YAML
   * @throws InterruptedException if the thread is interrupted; the load ends then
   */
  public RunResult run(String plan) throws InterruptedException {
    ReadOptions here = ReadOptions.NONE.withTarget(testbed.url());
    EffectivePlan effective =
        new EffectivePlan(new PlanReader().read("plan.yaml", plan, here), plan, Optional.empty());
    return LoadTest.of(effective).engine(REHEARSED).start().await();
  }

  private String exchange(String method, String path, String body) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(testbed.url() + path).toURL().openConnection(Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    if (!body.isEmpty()) {
      connection.setDoOutput(true);
      try (OutputStream output = connection.getOutputStream()) {
        output.write(body.getBytes(StandardCharsets.UTF_8));
      }
    }
    try (InputStream input = connection.getInputStream()) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Ends the testbed, and waits for it. */
  @Override
  public void close() {
    testbed.close();
  }
}
