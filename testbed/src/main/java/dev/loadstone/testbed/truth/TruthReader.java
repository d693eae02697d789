package dev.loadstone.testbed.truth;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.QuantityFormatException;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a truth from YAML or JSON and finds everything that is wrong with it. */
final class TruthReader {
  private static final int WORKERS_MAX = 1_000_000;
  private static final int QUEUE_MAX = 10_000_000;
  private static final int PIECES_MAX = 1_000_000;
  private static final int TOOLS_MAX = 1_000;
  private static final int EVERY_MAX = 1_000_000_000;
  private static final long MESSAGES_MAX = 1_000_000_000;
  private static final int CLOSE_CODE_MIN = 1000;
  private static final int CLOSE_CODE_MAX = 4999;
  private static final long LEAK_MAX = 1_000_000_000;
  private static final int FILES_MAX = 1_000;
  private static final Duration BURN_MAX = Duration.ofSeconds(10);

  private final Problems problems = new Problems();
  private final LawReader laws = new LawReader();
  private final FaultReader faults = new FaultReader();

  private TruthReader() {}

  static Truth read(String fileName, String text) {
    TruthReader reader = new TruthReader();
    return reader.read(Documents.read(fileName, text, reader.problems));
  }

  static Truth read(DocumentNode document) {
    return new TruthReader().read(Optional.of(document));
  }

  private Truth read(Optional<DocumentNode> document) {
    Optional<Truth> truth = document.flatMap(root -> Fields.of(root, problems)).map(this::truth);
    problems.throwIfAny();
    return truth.orElseThrow(
        () -> new IllegalStateException("a document that cannot be read has a problem"));
  }

  private Truth truth(Fields fields) {
    long seed = fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(Truth.IDEAL.seed());
    RouteTruth fallback =
        fields
            .fields("default")
            .map(given -> route(given, RouteTruth.IDEAL))
            .orElse(RouteTruth.IDEAL);
    fields.entries("default").values().stream()
        .findFirst()
        .ifPresent(entry -> {
          refuseStreamFaults(entry, fallback);
          refuseTaskFaults(entry, fallback);
        });
    Map<String, RouteTruth> routes = new LinkedHashMap<>();
    fields
        .entries("routes")
        .forEach((name, entry) ->
            named(name, entry, fallback).ifPresent(route -> routes.put(name, route)));
    Freeze freeze = fields.fields("freeze").map(faults::freeze).orElse(Freeze.NEVER);
    McpTruth mcp = fields.fields("mcp").map(this::mcp).orElse(McpTruth.DEFAULT);
    ChainTruth chain =
        fields.fields("chain").map(new ChainReader(laws)::read).orElse(ChainTruth.DEFAULT);
    MeshTruth mesh =
        fields.fields("mesh").map(new MeshReader(laws, faults)::read).orElse(MeshTruth.DEFAULT);
    PlatformTruth platform =
        fields.fields("platform").map(new PlatformReader(laws)::read).orElse(PlatformTruth.DEFAULT);
    MarketTruth market =
        fields.fields("market").map(new MarketReader(laws)::read).orElse(MarketTruth.DEFAULT);
    KitTruth kit = fields.fields("kit").map(new KitReader(laws)::read).orElse(KitTruth.DEFAULT);
    ServiceLaw latency = fields.fields("latency").flatMap(laws::law).orElse(Truth.IDEAL.latency());
    fields.finish();
    return new Truth(
        seed, fallback, routes, freeze, mcp, chain, mesh, platform, market, kit, latency);
  }

  private Optional<RouteTruth> named(String name, Entry entry, RouteTruth fallback) {
    Optional<Route> known =
        Routes.ALL.stream().filter(route -> route.name().equals(name)).findFirst();
    if (known.isEmpty()) {
      List<String> names = Routes.ALL.stream().map(Route::name).toList();
      problems.add(
          new Problem(
              entry.location(),
              entry.value().path(),
              "is not a route of the testbed",
              Suggestions.fix(name, names)));
      return Optional.empty();
    }
    RouteTruth base = Routes.OPERATIONAL.contains(known.get()) ? RouteTruth.IDEAL : fallback;
    Optional<RouteTruth> truth =
        Fields.of(entry.value(), problems).map(fields -> route(fields, base));
    if (!Routes.STREAMING.contains(known.get())) {
      truth.ifPresent(route -> refuseStreamFaults(entry, route));
    }
    if (!Routes.TASKS.contains(known.get())) {
      truth.ifPresent(route -> refuseTaskFaults(entry, route));
    }
    return truth;
  }

  /** Refuses errors that only streams can have, where there may be no stream. */
  private void refuseStreamFaults(Entry entry, RouteTruth route) {
    for (ErrorKind kind : route.errors().kinds()) {
      if (kind instanceof ErrorKind.Fault fault && fault.isOfStreams()) {
        refuse(entry, fault, "it does not stream", Routes.STREAMING);
      }
    }
  }

  /** Refuses ends that only tasks can have, where there are none. */
  private void refuseTaskFaults(Entry entry, RouteTruth route) {
    for (ErrorKind kind : route.errors().kinds()) {
      if (kind instanceof ErrorKind.Fault fault && fault.isOfTasks()) {
        refuse(entry, fault, "it has no tasks", Routes.TASKS);
      }
    }
  }

  private void refuse(Entry entry, ErrorKind.Fault fault, String why, List<Route> fitting) {
    problems.add(
        new Problem(
            entry.location(),
            entry.value().path(),
            "must not fail by " + fault.spelling() + ", for " + why,
            "Name it for one of "
                + String.join(", ", fitting.stream().map(Route::name).toList())
                + "."));
  }

  private RouteTruth route(Fields fields, RouteTruth base) {
    RouteTruth route =
        new RouteTruth(
            fields.fields("service").flatMap(laws::law).orElse(base.service()),
            fields.integer("workers", 0, WORKERS_MAX).map(Long::intValue).orElse(base.workers()),
            fields.integer("queue", 0, QUEUE_MAX).map(Long::intValue).orElse(base.queue()),
            fields.fields("errors").map(faults::errors).orElse(base.errors()),
            rateLimit(fields, base.rateLimit()),
            fields.fields("storm").map(faults::storm).orElse(base.storm()),
            fields.fields("slowStart").map(faults::slowStart).orElse(base.slowStart()),
            fields.quantity("leak", TruthReader::leak).orElse(base.leakBytes()),
            fields.integer("leakFiles", 0, FILES_MAX).map(Long::intValue).orElse(base.leakFiles()),
            fields.quantity("burn", text -> LawReader.bounded(text, BURN_MAX)).orElse(base.burn()),
            fields.fields("stream").map(this::stream).orElse(base.stream()),
            fields.fields("socket").map(this::socket).orElse(base.socket()));
    fields.finish();
    return route;
  }

  private StreamTruth stream(Fields fields) {
    StreamTruth usual = StreamTruth.DEFAULT;
    StreamTruth stream =
        new StreamTruth(
            fields.integer("tokens", 0, PIECES_MAX).map(Long::intValue).orElse(usual.tokens()),
            fields
                .integer("reasoning", 0, PIECES_MAX)
                .map(Long::intValue)
                .orElse(usual.reasoning()),
            fields.integer("toolCalls", 0, TOOLS_MAX).map(Long::intValue).orElse(usual.toolCalls()),
            fields.fields("first").flatMap(laws::law).orElse(usual.first()),
            fields.fields("gap").flatMap(laws::law).orElse(usual.gap()),
            fields.fields("toolTime").flatMap(laws::law).orElse(usual.toolTime()),
            fields
                .integer("interruptEvery", 0, EVERY_MAX)
                .map(Long::intValue)
                .orElse(usual.interruptEvery()),
            fields.fields("prompt").map(this::prompt).orElse(usual.prompt()),
            fields.fields("latency").flatMap(laws::law).orElse(usual.latency()),
            fields.quantity("clockAhead", Durations::parse).orElse(usual.clockAhead()));
    fields.finish();
    return stream;
  }

  private PromptTruth prompt(Fields fields) {
    PromptTruth usual = PromptTruth.DEFAULT;
    int tokens = fields.integer("tokens", 0, PIECES_MAX).map(Long::intValue).orElse(usual.tokens());
    PromptTruth prompt =
        new PromptTruth(
            tokens, fields.integer("cached", 0, tokens).map(Long::intValue).orElse(usual.cached()));
    fields.finish();
    return prompt;
  }

  private SocketTruth socket(Fields fields) {
    SocketTruth usual = SocketTruth.DEFAULT;
    SocketTruth socket =
        new SocketTruth(
            fields.fields("reply").flatMap(laws::law).orElse(usual.reply()),
            fields.bool("ordered").orElse(usual.ordered()),
            fields.integer("missingEvery", 0, MESSAGES_MAX).orElse(usual.missingEvery()),
            fields.fields("gap").flatMap(laws::law).orElse(usual.gap()),
            fields.fields("latency").flatMap(laws::law).orElse(usual.latency()),
            fields.integer("closeAfter", 0, MESSAGES_MAX).orElse(usual.closeAfter()),
            fields
                .integer("closeCode", CLOSE_CODE_MIN, CLOSE_CODE_MAX)
                .map(Long::intValue)
                .orElse(usual.closeCode()));
    fields.finish();
    return socket;
  }

  private McpTruth mcp(Fields fields) {
    McpTruth usual = McpTruth.DEFAULT;
    Map<String, ServiceLaw> tools = new LinkedHashMap<>();
    fields
        .entries("tools")
        .forEach((name, entry) ->
            Fields.of(entry.value(), problems)
                .flatMap(laws::law)
                .ifPresent(law -> tools.put(name, law)));
    McpTruth mcp =
        new McpTruth(
            fields.has("tools") ? tools : usual.tools(),
            fields.choice("reply", McpTruth.Reply.class).orElse(usual.reply()),
            fields.quantity("toolErrors", LawReader::ratio).orElse(usual.toolErrors()),
            fields.quantity("rpcErrors", LawReader::ratio).orElse(usual.rpcErrors()),
            fields.quantity("progressEvery", LawReader::time).orElse(usual.progressEvery()),
            fields
                .integer("sessionRequests", 0, Integer.MAX_VALUE)
                .map(Long::intValue)
                .orElse(usual.sessionRequests()));
    fields.finish();
    return mcp;
  }

  private Optional<RateLimit> rateLimit(Fields fields, Optional<RateLimit> base) {
    Optional<DocumentNode> node = fields.node("rateLimit");
    if (node.isEmpty()) {
      return base;
    }
    if (node.get() instanceof ScalarNode scalar && scalar.text().equals("none")) {
      return Optional.empty();
    }
    return fields.fields("rateLimit").flatMap(this::rateLimit);
  }

  private Optional<RateLimit> rateLimit(Fields fields) {
    fields.required("rate", "For example rate: 100/s.");
    Optional<Double> rate = fields.quantity("rate", TruthReader::positiveRate);
    Duration retryAfter =
        fields.quantity("retryAfter", LawReader::time).orElse(Duration.ofSeconds(1));
    Optional<Long> burst = fields.integer("burst", 1, 1_000_000_000);
    fields.finish();
    return rate.map(perSecond ->
        new RateLimit(perSecond, burst.orElse(Math.max(1, Math.round(perSecond))), retryAfter));
  }

  private static double positiveRate(String text) {
    double rate = Rates.parse(text);
    if (rate <= 0 || rate > 1e9) {
      throw new QuantityFormatException(
          "be a rate above 0/s and at most 1000000000/s",
          text,
          "Write rateLimit: none for no limit.");
    }
    return rate;
  }

  private static long leak(String text) {
    long bytes = DataSizes.parse(text);
    if (bytes > LEAK_MAX) {
      throw new QuantityFormatException("be at most 1GB", text, "");
    }
    return bytes;
  }
}
