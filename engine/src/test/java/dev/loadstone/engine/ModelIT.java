package dev.loadstone.engine;

import static dev.loadstone.engine.StreamAnswers.DONE;
import static dev.loadstone.engine.StreamAnswers.FINISH;
import static dev.loadstone.engine.StreamAnswers.OPENAI;
import static dev.loadstone.engine.StreamAnswers.content;
import static dev.loadstone.engine.StreamAnswers.message;
import static dev.loadstone.engine.StreamAnswers.once;
import static dev.loadstone.engine.StreamAnswers.only;
import static dev.loadstone.engine.StreamAnswers.saying;
import static dev.loadstone.engine.StreamAnswers.typed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs against models: tokens and cost of answers, streamed and whole. */
@Timeout(60)
final class ModelIT {
  @Test
  void tokens_thatTheTargetCounts_areItsOwn() throws Exception {
    String usage = "data: {\"choices\":[],\"usage\":{\"completion_tokens\":42}}\n\n";
    RunResult result = once(saying(content("a"), content("b"), FINISH + usage + DONE), OPENAI);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.count(result, CounterKey.TOKENS, Map.of("source", "usage"))).isEqualTo(42);
    assertThat(Runs.count(result, CounterKey.TOKENS, Map.of("source", "chunks"))).isZero();
  }

  @Test
  void usage_andReasonsToFinish_areCounted() throws Exception {
    String usage =
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":42,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":20},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":7}}}\n\n";
    String cutShort = FINISH.replace("stop", "length");
    RunResult result = once(saying(content("a"), cutShort + usage + DONE), OPENAI);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.count(result, CounterKey.INPUT_TOKENS, Map.of())).isEqualTo(30);
    assertThat(Runs.count(result, CounterKey.CACHED_INPUT_TOKENS, Map.of())).isEqualTo(20);
    assertThat(Runs.count(result, CounterKey.REASONING_TOKENS, Map.of())).isEqualTo(7);
    assertThat(Runs.count(result, CounterKey.FINISHES, Map.of("reason", "length"))).isEqualTo(1);
  }

  private static final String CHAT_REPLY =
      "{'choices':[{'index':0,'message':{'role':'assistant','content':'Hello'},'finish_reason':'length'}],"
          + "'usage':{'prompt_tokens':30,'completion_tokens':42,'prompt_tokens_details':{'cached_tokens':20}}}";
  private static final String RESPONSES_REPLY =
      "{'status':'incomplete','error':null,'incomplete_details':{'reason':'length'},'output':[{'type':'message',"
          + "'content':[{'type':'output_text','text':'Hello'}]}],'usage':{'input_tokens':30,'output_tokens':42,"
          + "'input_tokens_details':{'cached_tokens':20}}}";
  private static final String MESSAGES_REPLY =
      "{'type':'message','content':[{'type':'text','text':'Hello'}],'stop_reason':'length',"
          + "'usage':{'input_tokens':10,'cache_read_input_tokens':20,'output_tokens':42}}";

  private static Map<String, String> replies() {
    return Map.of(
        "openai: /x", CHAT_REPLY,
        "openai: /x, api: responses", RESPONSES_REPLY,
        "anthropic: /x", MESSAGES_REPLY);
  }

  @Test
  void reply_ofAnyModel_isReadWhole() throws Exception {
    for (Map.Entry<String, String> reply : replies().entrySet()) {
      RunResult result =
          once(
              typed("application/json", reply.getValue().replace('\'', '"')),
              "- {" + reply.getKey() + ", json: {model: m}}\n");

      assertThat(Runs.errors(result)).as(reply.getKey()).isEmpty();
      assertThat(Runs.count(result, CounterKey.TOKENS, Map.of("source", "usage"))).isEqualTo(42);
      assertThat(Runs.count(result, CounterKey.INPUT_TOKENS, Map.of())).isEqualTo(30);
      assertThat(Runs.count(result, CounterKey.CACHED_INPUT_TOKENS, Map.of())).isEqualTo(20);
      assertThat(Runs.count(result, CounterKey.FINISHES, Map.of("reason", "length"))).isEqualTo(1);
      assertThat(Runs.count(result, CounterKey.EVENTS, Map.of())).isZero();
      assertThat(only(result, Measure.TIME_PER_OUTPUT_TOKEN)).isNaN();
      assertThat(only(result, Measure.TIME_TO_FIRST_TOKEN)).isNaN();
      assertThat(only(result, Measure.RESPONSE_TIME)).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "openai: /x | {'error':{'message':'busy','code':'overloaded'}} | in_stream=1 | overloaded: busy",
        "openai: /x | {'choices':[]} | protocol=1 | the reply has no choices",
        "openai: /x | {'choices':[{'message':{}}]} | protocol=1 | a choice of the reply has no finish_reason",
        "openai: /x | what? | protocol=1 | the reply is no JSON object",
        "openai: /x, api: responses | {'status':'failed','error':{'code':'c','message':'m'}} | in_stream=1 | c: m",
        "openai: /x, api: responses | {'status':'queued'} | protocol=1 | the reply's status is queued",
        "openai: /x, api: responses | {} | protocol=1 | the reply has no status",
        "anthropic: /x | {'type':'error','error':{'type':'overloaded_error','message':'m'}} | in_stream=1 |"
            + " overloaded_error: m",
        "anthropic: /x | {'type':'message','content':[]} | protocol=1 | the reply has no stop_reason",
        "anthropic: /x | {'type':'other'} | protocol=1 | the reply is no message",
      })
  void reply_withAFlaw_isDiagnosed(String step, String body, String errors, String message)
      throws Exception {
    RunResult result =
        once(
            typed("application/json", body.replace('\'', '"')),
            "- {" + step + ", json: {model: m}}\n");

    assertThat(Runs.errors(result)).isEqualTo(errors);
    assertThat(message(result)).isEqualTo(message);
  }

  @Test
  void reply_thatIsChecked_isReadForItsTokensToo() throws Exception {
    RunResult result =
        once(
            typed("application/json", CHAT_REPLY.replace('\'', '"')),
            "- openai: /x\n  json: {model: m}\n  check: $.choices[0].message.content == Hello\n");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.count(result, CounterKey.CHECKS, Map.of("outcome", "passed"))).isEqualTo(1);
    assertThat(Runs.count(result, CounterKey.TOKENS, Map.of())).isEqualTo(42);
  }

  private static final String PRICES =
      "prices: {currency: USD, models: {m: {input: 0.15, cachedInput: 0.075, output: 0.6}}}";

  private static RunResult priced(RawServer.Answer answer, String step) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      return Runs.run(
          Runs.plan(
              server.url(), PRICES, "{phases: [{rate: 100/s, for: 100ms}], drain: 3s}", step));
    }
  }

  @Test
  void cost_ofAnswers_isAddedExactly() throws Exception {
    RunResult result =
        priced(
            typed("application/json", CHAT_REPLY.replace('\'', '"')),
            "- openai: /x\n  json: {model: m}\n");

    assertThat(Runs.operations(result, "ok")).isEqualTo(10);
    assertThat(Runs.count(result, CounterKey.COST, Map.of("currency", "USD")))
        .isEqualTo(10 * (10 * 150_000L + 20 * 75_000L + 42 * 600_000L));
    assertThat(Runs.count(result, CounterKey.PRICED_OPERATIONS, Map.of())).isEqualTo(10);
    assertThat(Runs.count(result, CounterKey.PRICED_TOKENS, Map.of())).isEqualTo(420);
    assertThat(Runs.count(result, CounterKey.UNPRICED_OPERATIONS, Map.of())).isZero();
  }

  @Test
  void cost_ofAnswersWithoutUsage_isNotKnown() throws Exception {
    RunResult result =
        priced(
            saying(content("a"), FINISH, DONE), "- openai: /x\n  json: {model: m, stream: true}\n");

    assertThat(Runs.count(result, CounterKey.COST, Map.of())).isZero();
    assertThat(Runs.count(result, CounterKey.PRICED_OPERATIONS, Map.of())).isZero();
    assertThat(Runs.count(result, CounterKey.UNPRICED_OPERATIONS, Map.of())).isEqualTo(10);
  }

  @Test
  void tokens_byATokenizer_areThoseOfTheText() throws Exception {
    String usage = "data: {\"choices\":[],\"usage\":{\"completion_tokens\":8}}\n\n";
    String step = OPENAI + "  tokens: o200k_base\n";
    // one chunk, but four tokens by the vocabulary: "Hello", ",", " world", "!"
    RunResult alone = once(saying(content("Hello, wor"), content("ld!"), FINISH, DONE), step);
    RunResult told = once(saying(content("Hello, world!"), FINISH, usage, DONE), step);

    assertThat(Runs.errors(alone)).isEmpty();
    assertThat(Runs.count(alone, CounterKey.TOKENS, Map.of("source", "o200k_base"))).isEqualTo(4);
    assertThat(Runs.count(alone, CounterKey.TOKEN_ESTIMATES, Map.of())).isZero();
    assertThat(Runs.count(told, CounterKey.TOKENS, Map.of("source", "usage"))).isEqualTo(8);
    assertThat(Runs.count(told, CounterKey.TOKENS, Map.of("source", "o200k_base"))).isZero();
    assertThat(Runs.count(told, CounterKey.TOKEN_ESTIMATES, Map.of("source", "o200k_base")))
        .isEqualTo(4);
    assertThat(Runs.count(told, CounterKey.ESTIMATED_TOKENS, Map.of())).isEqualTo(8);
  }
}
