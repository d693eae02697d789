package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Tokens and cost in every report. */
final class ModelUseTest {
  private static final RunResult RUN =
      new ModelRuns()
          .count(CounterKey.TOKENS, 4_200, "step=chat", "source=usage")
          .count(CounterKey.INPUT_TOKENS, 3_000, "step=chat")
          .count(CounterKey.CACHED_INPUT_TOKENS, 2_000, "step=chat")
          .count(CounterKey.REASONING_TOKENS, 700, "step=chat")
          .count(CounterKey.TOKEN_ESTIMATES, 2_100, "step=chat", "source=chunks")
          .count(CounterKey.ESTIMATED_TOKENS, 4_200, "step=chat")
          .count(CounterKey.COST, 2_820_000_000L, "step=chat", "currency=USD")
          .count(CounterKey.PRICED_OPERATIONS, 100, "step=chat")
          .count(CounterKey.PRICED_TOKENS, 4_200, "step=chat")
          .count(CounterKey.TOKENS, 50, "step=claude", "source=chunks")
          .count(CounterKey.UNPRICED_OPERATIONS, 5, "step=claude")
          .result();

  @Test
  void text_ofModels_hasTokensAndCost() {
    assertThat(SummaryText.of(RUN, 140, false))
        .contains(
            """
            Tokens and cost
              step       input  cached  output  reasoning     counted by  estimate         cost  per operation  per 1k output
              all steps  3,000   2,000   4,250        700  chunks, usage    50.0 %  0.00282 USD  0.0000282 USD  0.0006714 USD
              chat       3,000   2,000   4,200        700          usage    50.0 %  0.00282 USD  0.0000282 USD  0.0006714 USD
              claude         0       0      50          0         chunks         –            –              –              –
              ? The target did not tell the tokens of 5 of 105 operations that have a price: the cost is more than what is told here.
              ? Not every answer told how many tokens it has, so tokens were counted in several ways: chunks, usage.
            """);
  }

  @Test
  void html_ofModels_hasTheSameFigures() {
    assertThat(HtmlStreams.of(RUN))
        .contains("<h3>Tokens and cost</h3>", "0.00282 USD", "0.0000282 USD", "0.0006714 USD")
        .contains("<p>The target did not tell the tokens of 5 of 105 operations");
  }

  @Test
  void json_ofModels_hasTheCostExactly() throws IOException {
    JsonNode models = new ObjectMapper().readTree(ResultJson.of(RUN)).get("models");

    assertThat(models).hasSize(3);
    JsonNode cost = models.get(0).get("cost");
    assertThat(cost.get("total").asText()).isEqualTo("0.002820000000");
    assertThat(cost.get("currency").asText()).isEqualTo("USD");
    assertThat(cost.get("per_operation").asDouble()).isEqualTo(0.0000282);
    assertThat(cost.get("operations_unknown").asLong()).isEqualTo(5);
    assertThat(models.get(1).get("tags").get("step").asText()).isEqualTo("chat");
    assertThat(models.get(1).get("estimate_ratio").asDouble()).isEqualTo(0.5);
    assertThat(models.get(2).get("cost").has("total")).isFalse();
  }

  @Test
  void reports_withoutModels_sayNothingOfThem() {
    RunResult none = new ModelRuns().result();

    assertThat(SummaryText.of(none, 120, false)).doesNotContain("Tokens");
    assertThat(HtmlStreams.of(none)).isEmpty();
    assertThat(ResultJson.of(none)).doesNotContain("counted_by");
  }
}
