package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Price;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the tokens of models cost, and finds the price of a step's model. */
final class PricesReader {
  /** Up to a million per million tokens, to the sixth decimal. */
  private static final Pattern PRICE = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?");

  private static final int DECIMALS = 6;

  private final ReadContext context;
  private final Map<String, Price> prices = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  PricesReader(ReadContext context) {
    this.context = context;
  }

  /** Reads the plan's price table, if it has one. */
  PricesReader read(Fields plan) {
    plan.fields("prices", PlanShapes.PRICES)
        .ifPresent(fields -> {
          Optional<String> currency =
              fields
                  .required("currency", "Write currency: USD.")
                  .flatMap(node -> fields.quantity("currency", Lengths::notBlank));
          fields.required("models", "Write models: {gpt-4o-mini: {input: 0.15, output: 0.60}}.");
          fields
              .entries("models")
              .forEach((name, entry) -> {
                names.add(name);
                currency
                    .flatMap(unit -> price(unit, entry.value()))
                    .ifPresent(price -> prices.put(name, price));
              });
          fields.finish();
        });
    return this;
  }

  private Optional<Price> price(String currency, DocumentNode node) {
    return context
        .fields(node, PlanShapes.PRICE)
        .flatMap(fields -> {
          fields.required("input", "Write input: 0.15, the price of a million tokens.");
          fields.required("output", "Write output: 0.60, the price of a million tokens.");
          Optional<Long> input = amount(fields, "input");
          Optional<Long> output = amount(fields, "output");
          Optional<Long> cached = amount(fields, "cachedInput");
          Optional<Long> written = amount(fields, "cacheWrite");
          fields.finish();
          return input.flatMap(in ->
              output.map(
                  out -> new Price(currency, in, cached.orElse(in), written.orElse(in), out)));
        });
  }

  private static Optional<Long> amount(Fields fields, String key) {
    return fields.quantity(key, PricesReader::trillionths);
  }

  /** Returns the price of one token in trillionths, by that of a million tokens in units. */
  private static long trillionths(String text) {
    Matcher price = PRICE.matcher(text.strip());
    if (!price.matches()) {
      throw new InvalidTextException(
          "be the price of a million tokens, with at most six decimals", text, "Write it as 0.15.");
    }
    String decimals = price.group(2) == null ? "" : price.group(2);
    return Long.parseLong(price.group(1) + decimals + "0".repeat(DECIMALS - decimals.length()));
  }

  /**
   * Returns the price of a step's model: that which the step names, or else the one of the model
   * that its JSON body names; empty if the plan has no prices, or with a problem.
   */
  Optional<Price> of(Fields step) {
    Optional<ScalarNode> named = step.scalar("price");
    if (named.isEmpty() && step.has("price")) {
      return Optional.empty();
    }
    if (named.isPresent()) {
      return find(named.get());
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Optional<ScalarNode> model =
        step.node("json")
            .filter(MapNode.class::isInstance)
            .map(body -> ((MapNode) body).entries().get("model"))
            .flatMap(entry ->
                entry != null && entry.value() instanceof ScalarNode scalar
                    ? Optional.of(scalar)
                    : Optional.empty());
    if (model.isEmpty() || model.get().text().contains("${")) {
      context
          .problems()
          .add(
              step.map()
                  .problem(
                      "must say which of the plan's prices is its own",
                      "Write price: " + names.iterator().next() + "."));
      return Optional.empty();
    }
    return find(model.get());
  }

  private Optional<Price> find(ScalarNode name) {
    if (!names.contains(name.text())) {
      context
          .problems()
          .add(
              name.problem(
                  "must be a model of the plan's prices, got: " + name.text(),
                  names.isEmpty()
                      ? "The plan has no prices; write prices: {currency: USD, models: {"
                          + name.text()
                          + ": {input: 0.15, output: 0.60}}}."
                      : Suggestions.fix(name.text(), names)));
    }
    return Optional.ofNullable(prices.get(name.text()));
  }
}
