package dev.loadstone.app.command;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.trace.Tracing;
import dev.loadstone.monitor.export.Compatibility;
import dev.loadstone.monitor.export.MetricsServer;
import dev.loadstone.monitor.export.RemoteWriter;
import dev.loadstone.monitor.export.RunMetrics;
import dev.loadstone.monitor.otlp.OtlpSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Metrics that are served or sent.
 *
 * @param server where they are served, if they are
 * @param writer what sends them to a receiver of remote write, if anything does
 * @param otlp what sends them to a receiver of OpenTelemetry's protocol, if anything does
 * @param sampled the share of requests whose spans it sends too
 * @param linger how long to wait for the last scrape
 */
record MetricsOutput(
    RunMetrics metrics,
    Optional<MetricsServer> server,
    Optional<RemoteWriter> writer,
    Optional<OtlpSender> otlp,
    double sampled,
    Duration linger)
    implements AutoCloseable {
  private static final Duration OTLP_TIMEOUT = Duration.ofSeconds(5);
  private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[^]]+]|[^:]+):)?(\\d{1,5})");

  /**
   * Serves metrics, and sends them.
   *
   * @param flags what is asked for
   * @param plan what is to be run
   * @param environment variables
   * @param command to which a wrong value belongs
   * @param note hears a sentence if they are not taken
   * @throws ParameterException if a value is wrong, or nothing can listen at the address
   */
  static MetricsOutput open(
      MetricsFlags flags,
      Plan plan,
      Map<String, String> environment,
      CommandLine command,
      Consumer<String> note) {
    double sampled = flags.sampled(command);
    Duration wait = duration(flags, command);
    RunMetrics metrics = new RunMetrics(sets(flags, command));
    Optional<URI> to =
        flags.receiver.map(text ->
            receiver(command, "--metrics-push", text, "http://127.0.0.1:9090/api/v1/write"));
    Optional<OtlpSender.Receiver> collector =
        flags
            .otlp
            .map(text -> receiver(command, "--otlp", text, "http://127.0.0.1:4318"))
            .map(uri ->
                new OtlpSender.Receiver(
                    uri, host(), OtlpHeaders.of(environment, command), OTLP_TIMEOUT));
    Optional<MetricsServer> server = flags.address.map(text -> serve(command, text, metrics));
    return new MetricsOutput(
        metrics,
        server,
        // The process, too: cumulative series of two runs at once must not be one.
        to.map(uri ->
            new RemoteWriter(metrics, uri, host() + ":" + ProcessHandle.current().pid(), note)),
        collector.map(receiver -> new OtlpSender(metrics, plan, receiver, note)),
        sampled,
        wait);
  }

  private static MetricsServer serve(CommandLine command, String text, RunMetrics metrics) {
    try {
      return MetricsServer.start(address(command, text), metrics);
    } catch (IOException taken) {
      throw MetricsFlags.wrong(
          command,
          "--metrics",
          "must be where nothing else listens, got: "
              + text
              + " ("
              + taken.getMessage()
              + "). Take another port, or 0 for any free one.");
    }
  }

  private static URI receiver(CommandLine command, String option, String text, String example) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException malformed) {
      uri = URI.create("");
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw MetricsFlags.wrong(
          command,
          option,
          "must be an HTTP URL, got: "
              + text.replaceFirst("\\?.*", "?…")
              + ". Write "
              + example
              + ".");
    }
    if (uri.getUserInfo() != null) {
      throw MetricsFlags.wrong(command, option, "must have neither user nor password in its URL.");
    }
    return uri;
  }

  /** Returns this machine's name, by which its series are told from others'. */
  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  private static Duration duration(MetricsFlags flags, CommandLine command) {
    try {
      return Durations.parse(flags.linger.orElse("15s"));
    } catch (InvalidTextException malformed) {
      throw MetricsFlags.wrong(command, "--metrics-linger", String.valueOf(malformed.getMessage()));
    }
  }

  private static Set<Compatibility> sets(MetricsFlags flags, CommandLine command) {
    Set<Compatibility> sets = EnumSet.noneOf(Compatibility.class);
    for (String name : flags.compatible) {
      sets.add(
          Compatibility.of(name)
              .orElseThrow(() ->
                  MetricsFlags.wrong(
                      command,
                      "--metrics-compat",
                      "must be one of "
                          + String.join(", ", Compatibility.labels())
                          + ", got: "
                          + name
                          + ". "
                          + Suggestions.fix(name, Compatibility.labels()))));
    }
    return sets;
  }

  private static InetSocketAddress address(CommandLine command, String text) {
    Matcher parts = ADDRESS.matcher(text);
    int port = parts.matches() ? Integer.parseInt(parts.group(2)) : Listening.PORT_MAX + 1;
    if (port > Listening.PORT_MAX) {
      throw MetricsFlags.wrong(
          command,
          "--metrics",
          "must be a port from 0 to 65535, with a host before it or not, got: "
              + text
              + ". Write 9464 or 127.0.0.1:9464.");
    }
    String host = parts.group(1);
    try {
      return host == null
          ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
          : new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException unknown) {
      throw MetricsFlags.wrong(
          command, "--metrics", "must name a host that has an address, got: " + host + ".");
    }
  }

  /** Returns what hears of the run, in the order in which it must. */
  List<RunObserver> observers() {
    List<RunObserver> all = new ArrayList<>();
    all.add(metrics);
    writer.ifPresent(all::add);
    otlp.ifPresent(all::add);
    return all;
  }

  /** Returns which requests are traced, if any are. */
  Optional<Tracing> tracing() {
    return otlp.filter(sender -> sampled > 0).map(sender -> new Tracing(sampled, sender));
  }

  /** Returns where they are served. */
  Optional<String> url() {
    return server
        .map(MetricsServer::address)
        .map(at -> {
          String host = at.getAddress().getHostAddress();
          return "http://"
              + (host.contains(":") ? "[" + host + "]" : host)
              + ":"
              + at.getPort()
              + "/metrics";
        });
  }

  /** Waits until the end of the run has been scraped. */
  void awaitLastScrape() throws InterruptedException {
    if (server.isPresent()) {
      server.get().awaitLastScrape(linger);
    }
  }

  @Override
  public void close() {
    writer.ifPresent(RemoteWriter::close);
    otlp.ifPresent(OtlpSender::close);
    server.ifPresent(MetricsServer::close);
  }
}
