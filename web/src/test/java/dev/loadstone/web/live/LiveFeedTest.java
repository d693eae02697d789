package dev.loadstone.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.web.Told;
import dev.loadstone.web.live.LiveFeed.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveFeedTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LiveFeed feed = new LiveFeed();
  private final List<Message> told = new ArrayList<>();

  private void run(int seconds) {
    feed.announce("run-1");
    feed.started(Told.start("a"));
    for (int i = 0; i < seconds; i++) {
      feed.interval(Told.interval(i, "a"));
    }
  }

  private static JsonNode json(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  @Test
  void state_withoutARun_saysSo() throws IOException {
    assertThat(json(feed.state().data()).get("run").isNull()).isTrue();
    assertThat(feed.goingOn()).isEmpty();
  }

  @Test
  void state_ofARun_hasColumnsAsLongAsItsTimes() throws IOException {
    run(5);

    JsonNode state = json(feed.state().data());

    assertThat(state.at("/run/id").asText()).isEqualTo("run-1");
    assertThat(state.at("/data/times")).hasSize(5);
    assertThat(state.at("/data/curves/offered").get(4).asDouble()).isEqualTo(101);
    state.at("/data/curves").forEach(curve -> assertThat(curve).hasSize(5));
    assertThat(state.at("/data/failures/reset")).hasSize(5);
    assertThat(state.at("/data/end").asDouble()).isEqualTo(5);
    assertThat(state.at("/latencies/times")).hasSize(6);
    assertThat(state.at("/latencies/counts")).hasSize(5);
    assertThat(state.at("/latencies/counts/4/1").asLong()).isEqualTo(100);
    assertThat(state.at("/distributions/0/response_time").size()).isPositive();
  }

  @Test
  void steps_afterTheWarmUp_countOnlyWhatIsMeasured() throws IOException {
    run(4);

    JsonNode steps = json(feed.state().data()).at("/now/steps");

    assertThat(steps).hasSize(2);
    assertThat(steps.get(0).get("step").asText()).isEmpty();
    assertThat(steps.get(1).get("step").asText()).isEqualTo("a");
    assertThat(steps.get(1).get("ok").asLong()).isEqualTo(300);
    assertThat(steps.get(1).get("failed").asLong()).isEqualTo(3);
    assertThat(steps.get(1).get("rate").asDouble()).isEqualTo(100);
    assertThat(steps.get(1).get("p95").asDouble()).isBetween(0.0199, 0.0201);
    assertThat(json(feed.state().data()).at("/now/errors/0/count").asLong()).isEqualTo(3);
  }

  @Test
  void interval_isOnePointMore() throws IOException {
    feed.listen(told::add);
    run(3);

    assertThat(told)
        .extracting(Message::event)
        .containsExactly("state", "interval", "interval", "interval");
    assertThat(told).extracting(Message::sequence).containsExactly(1L, 2L, 3L, 4L);
    JsonNode last = json(told.getLast().data());
    assertThat(last.at("/point/time").asDouble()).isEqualTo(2.5);
    assertThat(last.at("/point/curves/completed").asDouble()).isEqualTo(100);
    assertThat(last.at("/now/phase").asText()).isEqualTo("steady");
  }

  @Test
  void since_aFewMessages_givesExactlyThose() {
    feed.listen(told::add);
    run(6);

    assertThat(feed.since(4, 10).orElseThrow()).isEqualTo(told.subList(4, 7));
    assertThat(feed.since(7, 10).orElseThrow()).isEmpty();
    assertThat(feed.since(1, 3)).as("too many").isEmpty();
    assertThat(feed.since(99, 10)).as("of the future").isEmpty();
  }

  @Test
  void id_readBack_isOfThisFeedOnly() {
    run(1);
    String id = feed.id(feed.state());

    assertThat(feed.sequence(id)).contains(2L);
    assertThat(new LiveFeed().sequence(id)).isEmpty();
    assertThat(feed.sequence("nonsense")).isEmpty();
    assertThat(feed.sequence(id + "x")).isEmpty();
  }

  @Test
  void events_betweenIntervals_areInTheLog() throws IOException {
    run(2);
    feed.failure(Told.failure("a"));
    feed.adjusted(new Adjustment(2_000_000_000L, 101, 250, true));
    feed.ended(Told.end());
    feed.judged("inconclusive", List.of("The load was changed by hand."));

    JsonNode now = json(feed.state().data()).get("now");

    assertThat(now.get("over").asBoolean()).isTrue();
    assertThat(now.get("verdict").asText()).isEqualTo("inconclusive");
    assertThat(now.get("level").asDouble()).isEqualTo(250);
    assertThat(now.get("log").findValuesAsText("text"))
        .contains(
            "a: reset: cut off",
            "The load was changed to 250 iterations per second.",
            "Phase steady.",
            "The run ended (completed).",
            "Verdict: inconclusive.");
    assertThat(feed.goingOn()).isEmpty();
    assertThat(feed.shown()).contains("run-1");
  }

  @Test
  void started_again_showsTheNewRunOnly() throws IOException {
    run(5);
    feed.announce("run-2");
    feed.started(Told.start("b"));

    JsonNode state = json(feed.state().data());

    assertThat(state.at("/run/id").asText()).isEqualTo("run-2");
    assertThat(state.at("/data/times")).isEmpty();
  }
}
