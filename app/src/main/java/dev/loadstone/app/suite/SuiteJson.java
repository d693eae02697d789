package dev.loadstone.app.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a suite found, as JSON. */
public final class SuiteJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SuiteJson() {}

  /** Returns the document. */
  public static String of(SuiteResult result) {
    ObjectNode root = JSON.createObjectNode();
    root.put("suite", result.suite().name());
    root.put("profile", result.profile().name());
    root.put("verdict", result.verdict().label());
    ArrayNode runs = root.putArray("runs");
    result
        .runs()
        .forEach((name, outcome) -> {
          ObjectNode run = runs.addObject();
          run.put("name", name);
          run.put("verdict", outcome.verdict().label());
          run.put("directory", outcome.folder().toString());
          result.deployment(name).ifPresent(deployment -> deployment(run, deployment));
          ArrayNode thresholds = run.putArray("thresholds");
          for (RunOutcome.Judged judged : outcome.judged()) {
            ObjectNode threshold = thresholds.addObject();
            threshold.put("threshold", judged.expression());
            threshold.put("verdict", judged.verdict().label());
            threshold.put("told", judged.told());
          }
        });
    ObjectNode skipped = root.putObject("skipped");
    result.skipped().forEach(skipped::put);
    ArrayNode gates = root.putArray("gates");
    for (GateResult judged : result.gates()) {
      ObjectNode gate = gates.addObject();
      gate.put("gate", judged.gate().name());
      gate.put("verdict", judged.verdict().label());
      if (Double.isFinite(judged.observed())) {
        gate.put("observed", judged.observed());
      }
      gate.put("limit", judged.gate().limit());
      gate.put("told", judged.text());
    }
    ArrayNode tables = root.putArray("tables");
    for (FilledTable filled : result.tables()) {
      ObjectNode table = tables.addObject();
      table.put("title", filled.title());
      ArrayNode columns = table.putArray("columns");
      filled.columns().forEach(columns::add);
      ArrayNode rows = table.putArray("rows");
      filled
          .rows()
          .forEach(row -> {
            ArrayNode cells = rows.addArray();
            row.forEach(cells::add);
          });
    }
    return root.toPrettyString() + "\n";
  }

  private static void deployment(ObjectNode run, Suite.Deployment deployment) {
    deployment.instances().ifPresent(count -> run.put("instances", count));
    if (deployment.limits().isAny()) {
      run.put("limits", deployment.limits().text());
    }
  }
}
