package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.PlanFixture.problems;
import static dev.loadstone.core.plan.yaml.PlanFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Price;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.TokenCount;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tokens of models cost, and how they are counted. */
final class PricesReaderTest {
  private static final String TABLE =
      "prices: {currency: USD, models: {mini: {input: 0.15, cachedInput: 0.075, output: 0.6}}}\n";

  private static String plan(String prices, String step) {
    return "name: x\ntarget: http://127.0.0.1:9\nload: {phases: [{rate: 5/s, for: 10s}]}\n"
        + prices
        + "steps: [{"
        + step
        + "}]\n";
  }

  private static Optional<Price> price(String step) {
    Plan plan = read(plan(TABLE, step));
    return ((Step.Http) plan.scenarios().getFirst().steps().getFirst())
        .stream().orElseThrow().price();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai: /x, json: {model: mini}",
        "openai: /x, json: {model: mini, stream: true}",
        "openai: /x, price: mini, json: {model: \"${user.id}\"}",
        "anthropic: /x, price: mini, body: x",
      })
  void step_ofAModel_hasItsPrice(String step) {
    assertThat(price(step)).contains(new Price("USD", 150_000, 75_000, 150_000, 600_000));
  }

  @Test
  void plan_withoutPrices_givesStepsNone() {
    Plan plan = read(plan("", "openai: /x, json: {model: mini}"));
    assertThat(
            ((Step.Http) plan.scenarios().getFirst().steps().getFirst())
                .stream().orElseThrow().price())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai: /x, json: {model: maxi} | plan.yaml:5:36: steps[0].json.model must be a model of the plan's prices,"
            + " got: maxi. Use one of: mini.",
        "openai: /x, body: x | plan.yaml:5:9: steps[0] must say which of the plan's prices is its own. Write price:"
            + " mini.",
        "openai: /x, price: nano, body: x | plan.yaml:5:29: steps[0].price must be a model of the plan's prices, got:"
            + " nano. Use one of: mini.",
      })
  void step_withoutItsPrice_isAProblem(String step, String problem) {
    assertThat(problems(plan(TABLE, step))).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{currency: USD, models: {m: {input: 1.1234567, output: 1}}} | plan.yaml:4:45: prices.models.m.input must be"
            + " the price of a million tokens, with at most six decimals, got: 1.1234567. Write it as 0.15.",
        "{currency: USD, models: {m: {input: 1}}} | plan.yaml:4:37: prices.models.m must have the key 'output'. Write"
            + " output: 0.60, the price of a million tokens.",
      })
  void prices_thatAreWrong_areProblems(String prices, String problem) {
    assertThat(problems(plan("prices: " + prices + "\n", "http: /x"))).containsExactly(problem);
  }

  @Test
  void tokens_byAWayThatIsNone_areAProblem() {
    assertThat(problems(plan("", "openai: /x, body: x, tokens: o200k")))
        .containsExactly(
            "plan.yaml:4:39: steps[0].tokens must say how tokens are counted, got: o200k. Use one of: chunks,"
                + " cl100k_base, o200k_base.");
    assertThat(
            ((Step.Http)
                    read(plan("", "openai: /x, body: x, tokens: o200k_base"))
                        .scenarios()
                        .getFirst()
                        .steps()
                        .getFirst())
                .stream().orElseThrow().tokens())
        .isEqualTo(TokenCount.O200K_BASE);
  }
}
