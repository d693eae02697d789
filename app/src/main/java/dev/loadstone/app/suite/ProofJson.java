package dev.loadstone.app.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loadstone.app.suite.Proof.Row;
import dev.loadstone.app.suite.Proof.Seen;

/** Which thresholds of a suite can fail, as JSON. */
public final class ProofJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ProofJson() {}

  /** Returns the document. */
  public static String of(Proof proof) {
    ObjectNode root = JSON.createObjectNode();
    root.put("suite", proof.suite().name());
    root.put("thresholds", proof.thresholds());
    root.put("proven", proof.proven());
    ArrayNode rows = root.putArray("rows");
    proof.rows().forEach(row -> row(row, rows.addObject()));
    return root.toPrettyString() + "\n";
  }

  private static void row(Row row, ObjectNode json) {
    json.put("plan", row.plan());
    row.tier().ifPresent(tier -> json.put("tier", tier));
    json.put("threshold", row.threshold());
    row.healthy().ifPresent(seen -> seen(seen, json.putObject("healthy")));
    row.defect().ifPresent(defect -> json.put("defect", defect));
    row.defective().ifPresent(seen -> seen(seen, json.putObject("defective")));
    json.put("proof", row.outcome().label());
  }

  private static void seen(Seen seen, ObjectNode json) {
    json.put("verdict", seen.verdict().label());
    if (Double.isFinite(seen.value())) {
      json.put("value", seen.value());
    }
    json.put("observed", seen.observed());
    json.put("run", seen.time());
  }
}
