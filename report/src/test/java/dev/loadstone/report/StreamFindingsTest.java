package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that can be wrong with a stream is named by a sentence in the report. */
final class StreamFindingsTest {
  private static ModelRuns streams() {
    return new ModelRuns().count(CounterKey.EVENTS, 10, "step=chat", "event=chunk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRUNCATED | 12 | the stream ended without [DONE] | 12 streams of chat were truncated: the end came before the"
            + " event that ends a stream; for example: the stream ended without [DONE].",
        "IN_STREAM | 1 | overloaded_error: busy | 1 answer of chat told an error although the status was good; for"
            + " example: overloaded_error: busy.",
        "BUFFERED | 5 | all 20 tokens | 5 streams of chat were held back: all tokens came in one read, so that"
            + " something on the way, or the target itself, buffers; its first token is no first token.",
        "SLOW_CONSUMER | 1 | 2 reads | 1 stream of chat came faster than the generator read it: slow consumer; the times"
            + " are those of the generator, not of the target.",
        "TIMEOUT_IDLE | 2 | no answer in time | 2 streams of chat fell silent for longer than timeout.idle allows,"
            + " and were ended.",
        "PROTOCOL | 1 | message_start twice | 1 stream of chat broke the rules of its protocol; for example:"
            + " message_start twice.",
        "MEDIA_TYPE | 3 | it is text/html | 3 answers of chat were of another media type than was asked for; for"
            + " example: it is text/html.",
      })
  void failure_ofAStream_isNamed(ErrorClass error, long count, String message, String finding) {
    RunResult result = streams().failed("chat", error, count, message).result();

    assertThat(StreamFindings.of(result)).containsExactly(finding);
    assertThat(SummaryText.of(result, 160, false).replaceAll("\\s+", " ")).contains("! " + finding);
    assertThat(HtmlStreams.of(result)).contains("<li>" + Html.escape(finding) + "</li>");
  }

  @Test
  void stream_thatEndsBeforeItsFirstEvent_isTruncatedToo() {
    RunResult result =
        new ModelRuns()
            .failed("chat", ErrorClass.TRUNCATED, 1, "the stream ended without message_stop")
            .result();

    assertThat(StreamFindings.of(result)).hasSize(1);
  }

  @Test
  void failure_ofWhatIsNoStream_isNoFinding() {
    RunResult result =
        new ModelRuns()
            .failed("chat", ErrorClass.TRUNCATED, 1, "the connection was closed")
            .failed("claude", ErrorClass.SERVER_ERROR, 1, "status 500")
            .result();

    assertThat(StreamFindings.of(result)).isEmpty();
  }

  @Test
  void stallsAndLimits_areFindingsThoughNoFailures() {
    RunResult result =
        streams()
            .count(CounterKey.STALLS, 7, "step=chat")
            .count(CounterKey.CANCELS_UNHEARD, 1, "step=chat")
            .count(CounterKey.BYTES_AFTER_CANCEL, 2_000, "step=chat")
            .count(CounterKey.FINISHES, 4, "step=chat", "reason=stop")
            .count(CounterKey.FINISHES, 1, "step=chat", "reason=length")
            .count(CounterKey.FINISHES, 2, "step=claude", "reason=refusal")
            .result();

    assertThat(StreamFindings.of(result))
        .containsExactly(
            "7 gaps in streams of chat were longer than the step's limit for a stall.",
            "The target did not notice within a second that 1 stream of chat was cancelled; 2.00 kB came for nobody.",
            "1 answer reached the limit of tokens and ended there (length).",
            "2 answers ended because the target withheld the rest (refusal).");
  }
}
