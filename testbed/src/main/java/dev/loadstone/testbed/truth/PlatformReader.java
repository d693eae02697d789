package dev.loadstone.testbed.truth;

import dev.loadstone.core.document.Fields;
import dev.loadstone.testbed.truth.PlatformTruth.Tool;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads how the multi-agent platform behaves. */
final class PlatformReader {
  private static final int TOKENS_MAX = 1_000_000;

  private final LawReader laws;

  PlatformReader(LawReader laws) {
    this.laws = laws;
  }

  PlatformTruth read(Fields fields) {
    PlatformTruth usual = PlatformTruth.DEFAULT;
    Map<String, Tool> tools = new LinkedHashMap<>();
    fields
        .entries("tools")
        .forEach((name, entry) ->
            Fields.of(entry.value(), fields.problems())
                .map(this::tool)
                .ifPresent(tool -> tools.put(name, tool)));
    Map<String, ServiceLaw> tenants = new LinkedHashMap<>();
    fields
        .entries("tenants")
        .forEach((name, entry) ->
            Fields.of(entry.value(), fields.problems())
                .flatMap(laws::law)
                .ifPresent(law -> tenants.put(name, law)));
    PlatformTruth platform =
        new PlatformTruth(
            fields.quantity("wrongRoutes", LawReader::ratio).orElse(usual.wrongRoutes()),
            fields.has("tools") ? tools : usual.tools(),
            tenants,
            fields
                .integer("replyTokens", 0, TOKENS_MAX)
                .map(Long::intValue)
                .orElse(usual.replyTokens()),
            fields.quantity("cacheHits", LawReader::ratio).orElse(usual.cacheHits()),
            fields.quantity("contention", LawReader::ratio).orElse(usual.contention()));
    fields.finish();
    return platform;
  }

  private Tool tool(Fields fields) {
    Tool tool =
        new Tool(
            fields.fields("time").flatMap(laws::law).orElse(ServiceLaw.NONE),
            fields.quantity("failures", LawReader::ratio).orElse(0.0));
    fields.finish();
    return tool;
  }
}
