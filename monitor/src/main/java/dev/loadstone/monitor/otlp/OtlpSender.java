package dev.loadstone.monitor.otlp;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.trace.TraceSink;
import dev.loadstone.core.trace.TracedRequest;
import dev.loadstone.monitor.export.RunMetrics;
import dev.loadstone.monitor.export.SendingThread;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a run's metrics, and the spans of its traced requests, to a receiver of OpenTelemetry's
 * protocol over HTTP, after every interval and at the end.
 *
 * <p>What is under way is not waited for: while one request is answered slowly, the intervals
 * meanwhile become one, which costs metrics nothing but resolution, as all that counts is
 * cumulative. Spans wait in a queue with a bound; what does not fit, or is not taken, is lost and
 * counted. The first refusal is told at once, all losses at the end; they cost the run nothing.
 *
 * <p>An observer that must hear of the run after {@link RunMetrics}. Thread-safe.
 */
public final class OtlpSender implements RunObserver, TraceSink, AutoCloseable {
  /** How many spans wait at most. */
  static final int QUEUE_MAX = 4_096;

  private static final int BATCH_MAX = 512;
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final RunMetrics metrics;
  private final ModelFigures models; // guarded by itself
  private final Plan plan;
  private final ModelCalls calls;
  private final String host;
  private final Consumer<String> note;
  private final Duration timeout;
  private final OtlpHttpMetricExporter metricExporter;
  private final OtlpHttpSpanExporter spanExporter;
  private final Exporter<MetricData> metricsOut;
  private final Exporter<SpanData> spansOut;
  private final BlockingQueue<TracedRequest> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final LongAdder unqueued = new LongAdder();
  private final LongAdder traced = new LongAdder();
  private final SendingThread thread = new SendingThread("otlp-sender", this::write);
  private volatile @Nullable Run run;

  /** Known from the start of a run on. */
  private record Run(Resource resource, Spans spans, long zeroNanos) {}

  /**
   * What is sent, and where to.
   *
   * @param endpoint an HTTP URL, for example {@code http://127.0.0.1:4318}; {@code /v1/metrics} and
   *     {@code /v1/traces} are appended
   * @param host the name of the generator's machine
   * @param headers what every request has besides its own; secrets may be among them
   * @param timeout how long an answer may take
   */
  public record Receiver(URI endpoint, String host, Map<String, String> headers, Duration timeout) {
    /** Copies the headers. */
    public Receiver {
      headers = Map.copyOf(headers);
    }

    URI at(String path) {
      String base = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
      String whole = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
      String query = endpoint.getRawQuery();
      return endpoint.resolve(query == null ? whole : whole + "?" + query);
    }
  }

  /**
   * Creates a sender.
   *
   * @param plan what is run
   * @param note hears of the first refusal, and of losses at the end, in sentences
   */
  public OtlpSender(RunMetrics metrics, Plan plan, Receiver receiver, Consumer<String> note) {
    this.plan = plan;
    this.calls = ModelCalls.of(plan);
    this.host = receiver.host();
    this.metrics = metrics;
    this.models = new ModelFigures(calls);
    this.note = note;
    this.timeout = receiver.timeout();
    metricExporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(receiver.at("/v1/metrics").toString())
            .setHeaders(receiver::headers)
            .setTimeout(timeout)
            .setConnectTimeout(timeout)
            .setCompression("gzip")
            .setRetryPolicy(null)
            .build();
    spanExporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(receiver.at("/v1/traces").toString())
            .setHeaders(receiver::headers)
            .setTimeout(timeout)
            .setConnectTimeout(timeout)
            .setCompression("gzip")
            .setRetryPolicy(null)
            .build();
    long wait = timeout.toMillis() + TimeUnit.SECONDS.toMillis(1);
    metricsOut =
        new Exporter<>("metrics", receiver.at("/v1/metrics"), metricExporter::export, wait, note);
    spansOut = new Exporter<>("spans", receiver.at("/v1/traces"), spanExporter::export, wait, note);
  }

  @Override
  public void started(RunStart start) {
    Resource resource = resource(host, start);
    run = new Run(resource, new Spans(plan, calls, resource), nanos(start.started()));
  }

  /**
   * Returns who sends. Its instance is another in every run: cumulative series of two runs on a
   * machine must not be one.
   */
  static Resource resource(String host, RunStart start) {
    String random = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    return Resource.create(
        Attributes.builder()
            .put("service.name", "loadstone")
            .put("service.instance.id", host + "-" + random)
            .put("host.name", host)
            .put("loadstone.plan", start.name())
            .put("loadstone.run.started", start.started().toString())
            .build());
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    synchronized (models) {
      models.add(interval);
    }
    thread.send();
  }

  @Override
  public void failure(FailureSample sample) {}

  @Override
  public void ended(RunEnd end) {
    thread.send();
  }

  @Override
  public void ended(TracedRequest request) {
    traced.increment();
    if (!queue.offer(request)) {
      unqueued.increment();
    }
  }

  private void write() {
    Run current = run;
    if (current == null) {
      return;
    }
    metricsOut.export(snapshot(current.resource(), current.zeroNanos()));
    writeSpans(current.spans(), current.zeroNanos());
  }

  private List<MetricData> snapshot(Resource resource, long startNanos) {
    RunMetrics.Dated now = metrics.dated();
    long nanos = now.millis() * NANOS_PER_MILLI;
    List<MetricData> all = new ArrayList<>(OwnNames.of(now.metrics(), resource, startNanos, nanos));
    synchronized (models) {
      all.addAll(models.metrics(resource, startNanos, nanos));
    }
    return all;
  }

  /** Sends spans until there are none, one batch is not taken, or metrics are due again. */
  private void writeSpans(Spans spans, long zeroNanos) {
    List<TracedRequest> batch = new ArrayList<>();
    boolean goesOn = true;
    while (goesOn && queue.drainTo(batch, BATCH_MAX) > 0) {
      boolean taken =
          spansOut.export(batch.stream().map(each -> spans.of(each, zeroNanos)).toList());
      goesOn = taken && !thread.isWished();
      batch.clear();
    }
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
  }

  /** Sends what is left, for as long as two requests may take, and tells what was lost. */
  @Override
  public void close() {
    boolean atRest = thread.finish(timeout.multipliedBy(2));
    // beside, since it waits for the answer to a request that was given up
    Thread.startVirtualThread(this::shutDown);
    if (atRest) {
      tellLosses();
    } else {
      note.accept("OpenTelemetry: the last figures are still on their way; nobody waits for them");
    }
  }

  private void shutDown() {
    metricExporter.shutdown();
    spanExporter.shutdown();
  }

  private void tellLosses() {
    if (metricsOut.batchesLost() > 0) {
      note.accept(
          "OpenTelemetry: metrics were not taken %d of %d times"
              .formatted(metricsOut.batchesLost(), metricsOut.batches()));
    }
    long left = queue.size();
    long lost = unqueued.sum() + spansOut.lost() + left;
    if (lost > 0) {
      note.accept(
          "OpenTelemetry: %d of %d spans were lost: %d found no place in the queue of %d, %d were not taken"
              .formatted(lost, traced.sum(), unqueued.sum(), QUEUE_MAX, spansOut.lost() + left));
    }
  }
}
