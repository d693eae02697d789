package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.PlanFixture.http;
import static dev.loadstone.core.plan.yaml.PlanFixture.problems;
import static dev.loadstone.core.plan.yaml.PlanFixture.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.Framing;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a step says whether and how its response is a stream. */
final class StreamReadingReaderTest {
  private static StreamReading reading(String step) {
    return http(step).stream().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json: {stream: true} | SSE",
        "json: {stream: false} | DOCUMENT",
        "json: {model: m} | DOCUMENT",
        "json: {stream: \"${user.id}\"} | SSE",
        "body: x | SSE",
        "{stream: false, body: x} | DOCUMENT",
        "{stream: true, json: {model: m}} | SSE",
      })
  void model_isAskedForAStream_asItsBodyOrKeySays(String keys, Framing framing) {
    String more = keys.startsWith("{") ? keys.substring(1, keys.length() - 1) : keys;

    assertThat(reading("- {openai: /x, " + more + "}\n").framing()).isEqualTo(framing);
    assertThat(reading("- {anthropic: /x, " + more + "}\n").framing()).isEqualTo(framing);
  }

  @Test
  void model_askedInTwoWays_isAProblem() {
    assertThat(problems(withSteps("- {openai: /x, stream: false, json: {stream: true}}\n")))
        .containsExactly(
            "plan.yaml:5:48: steps[0].json.stream must be what the step's key stream says, got: true."
                + " Remove the key stream.");
  }

  @Test
  void document_withKeysOfStreams_isAProblem() {
    assertThat(problems(withSteps("- {anthropic: /x, json: {}, cancelAfter: {events: 2}}\n")))
        .containsExactly(
            "plan.yaml:5:44: steps[0].cancelAfter must not stand where no stream is asked for. Remove"
                + " it, or ask for a stream with json: {stream: true, …}.");
  }

  @Test
  void document_mayBeLookedInto_aStreamMayNot() {
    assertThat(http("- {openai: /x, json: {}, check: \"$.choices[0] exists\"}\n").checks())
        .hasSize(1);
    assertThat(
            problems(
                withSteps(
                    "- {openai: /x, json: {stream: true}, check: \"$.choices[0] exists\"}\n")))
        .hasSize(1);
  }

  @Test
  void pace_ofReading_isARateOrAPause() {
    assertThat(reading("- {sse: /x, read: {rate: 2KB/s}}\n").pace())
        .contains(new StreamReading.Pace(2_000, Optional.empty()));
    assertThat(reading("- {sse: /x, read: {pause: 50ms}}\n").pace())
        .contains(new StreamReading.Pace(0, Optional.of(Duration.ofMillis(50))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | plan.yaml:5:21: steps[0].read must have either rate or pause. Write read: {rate: 2KB/s} or {pause: 50ms}.",
        "{rate: 2KB} | plan.yaml:5:28: steps[0].read.rate must be a data rate, got: 2KB. Write it as 2KB/s.",
        "{rate: 0KB/s} | plan.yaml:5:28: steps[0].read.rate must be above zero, got: 0KB/s. Write it as 2KB/s.",
      })
  void pace_thatIsNone_isAProblem(String pace, String problem) {
    assertThat(problems(withSteps("- {sse: /x, read: " + pace + "}\n"))).containsExactly(problem);
  }
}
