package dev.loadstone.testbed.truth;

import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.QuantityFormatException;
import dev.loadstone.testbed.truth.MeshTruth.Mode;
import dev.loadstone.testbed.truth.MeshTruth.ModelProvider;
import dev.loadstone.testbed.truth.MeshTruth.Outage;
import dev.loadstone.testbed.truth.MeshTruth.Teamwork;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how the arbitration mesh behaves. */
final class MeshReader {
  private static final int ROUNDS_MAX = 1_000;
  private static final int MESSAGE_MAX = 1_000_000;
  private static final double PRICE_MAX = 1_000;
  private static final List<String> MODES =
      Arrays.stream(Mode.values()).map(Fields::spelling).toList();

  private final LawReader laws;
  private final FaultReader faults;

  MeshReader(LawReader laws, FaultReader faults) {
    this.laws = laws;
    this.faults = faults;
  }

  MeshTruth read(Fields fields) {
    MeshTruth usual = MeshTruth.DEFAULT;
    Map<String, ModelProvider> providers = new LinkedHashMap<>();
    fields
        .entries("providers")
        .forEach((name, entry) ->
            Fields.of(entry.value(), fields.problems())
                .map(this::provider)
                .ifPresent(provider -> providers.put(name, provider)));
    MeshTruth mesh =
        new MeshTruth(
            providers.isEmpty() ? usual.providers() : providers,
            fields.fields("decision").flatMap(laws::law).orElse(usual.decision()),
            fields.quantity("wrongChoices", LawReader::ratio).orElse(usual.wrongChoices()),
            fields.quantity("lowQuality", LawReader::ratio).orElse(usual.lowQuality()),
            fields.fields("failure").flatMap(laws::law).orElse(usual.failure()),
            fields.quantity("avoid", LawReader::time).orElse(usual.avoid()),
            fields.fields("balancer").flatMap(laws::law).orElse(usual.balancer()),
            fields.fields("teamwork").map(this::teamwork).orElse(usual.teamwork()));
    fields.finish();
    return mesh;
  }

  private ModelProvider provider(Fields fields) {
    fields.required("priceIn", "Dollars for 1,000 tokens of a prompt, for example priceIn: 0.01.");
    fields.required(
        "priceOut", "Dollars for 1,000 tokens of an answer, for example priceOut: 0.03.");
    fields.required("quality", "Of its answers, for example quality: 90%.");
    ModelProvider provider =
        new ModelProvider(
            fields.quantity("priceIn", MeshReader::price).orElse(0.0),
            fields.quantity("priceOut", MeshReader::price).orElse(0.0),
            fields.quantity("quality", LawReader::ratio).orElse(1.0),
            fields.fields("time").flatMap(laws::law).orElse(ServiceLaw.NONE),
            fields.quantity("perThousand", LawReader::time).orElse(Duration.ZERO),
            fields.quantity("errors", LawReader::ratio).orElse(0.0),
            fields.fields("outage").map(faults::outage).orElse(Outage.NEVER));
    fields.finish();
    return provider;
  }

  private Teamwork teamwork(Fields fields) {
    Teamwork usual = Teamwork.DEFAULT;
    Map<Mode, ServiceLaw> modes = new EnumMap<>(Mode.class);
    fields
        .entries("modes")
        .forEach((name, entry) ->
            mode(name, entry, fields)
                .ifPresent(mode ->
                    Fields.of(entry.value(), fields.problems())
                        .flatMap(laws::law)
                        .ifPresent(law -> modes.put(mode, law))));
    Teamwork teamwork =
        new Teamwork(
            fields.fields("turn").flatMap(laws::law).orElse(usual.turn()),
            modes,
            fields.fields("coordination").flatMap(laws::law).orElse(usual.coordination()),
            fields.quantity("consensus", LawReader::ratio).orElse(usual.consensus()),
            fields.integer("rounds", 1, ROUNDS_MAX).map(Long::intValue).orElse(usual.rounds()),
            fields
                .integer("messageBytes", 0, MESSAGE_MAX)
                .map(Long::intValue)
                .orElse(usual.messageBytes()));
    fields.finish();
    return teamwork;
  }

  private static Optional<Mode> mode(String name, Entry entry, Fields fields) {
    int index = MODES.indexOf(name);
    if (index < 0) {
      fields
          .problems()
          .add(
              new Problem(
                  entry.location(),
                  entry.value().path(),
                  "is not a mode of collaboration",
                  Suggestions.fix(name, MODES)));
      return Optional.empty();
    }
    return Optional.of(Mode.values()[index]);
  }

  private static double price(String text) {
    try {
      double price = Double.parseDouble(text);
      if (price >= 0 && price <= PRICE_MAX) {
        return price;
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw new QuantityFormatException(
        "be dollars for 1,000 tokens, from 0 to 1000", text, "For example 0.01.");
  }
}
