package dev.loadstone.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loadstone.core.profile.ProfileEvent;
import java.util.Arrays;

/** The JSON Schema of a profile in a result. */
final class ProfileSchema {
  private ProfileSchema() {}

  static ObjectNode profile() {
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    ObjectNode fields = ResultSchema.object(profile);
    fields.set("name", ResultSchema.text("The profile, as the plan has it."));
    fields.set("start", ResultSchema.number("Seconds from the start."));
    fields.set("end", ResultSchema.number("Seconds from the start."));
    fields.set(
        "event",
        ResultSchema.words(
            "What it is of.", Arrays.stream(ProfileEvent.values()).map(ProfileEvent::label)));
    fields.set("why", ResultSchema.text("Why it was taken just then."));
    fields.set("failure", ResultSchema.text("Why there is none; absent if there is."));
    fields.set("tool", ResultSchema.text("What sampled."));
    fields.set("total", ResultSchema.number("What was sampled, in its unit."));
    fields.set(
        "unit",
        ResultSchema.words(
            "Of the total.", Arrays.stream(ProfileEvent.values()).map(ProfileEvent::unit)));
    fields.set(
        "page",
        ResultSchema.text("The flame graph, relative to the run directory; absent if none."));
    fields.set(
        "recording",
        ResultSchema.text(
            "What was sampled, in the format of JDK Flight Recorder, relative to the run directory;"
                + " absent if none."));
    fields.set("functions", ResultSchema.list("Those with the greatest shares.", function()));
    return ResultSchema.require(
        profile, "failure", "tool", "total", "unit", "page", "recording", "functions");
  }

  private static ObjectNode function() {
    ObjectNode function = JsonNodeFactory.instance.objectNode();
    ObjectNode fields = ResultSchema.object(function);
    fields.set("name", ResultSchema.text("Class and method, or a native function."));
    fields.set("self", ResultSchema.number("Share sampled in itself, 0 to 1."));
    fields.set("total", ResultSchema.number("Share sampled in it and in what it called, 0 to 1."));
    return ResultSchema.require(function);
  }
}
