package dev.loadstone.testbed.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.truth.MeshTruth;
import dev.loadstone.testbed.truth.MeshTruth.ModelProvider;
import dev.loadstone.testbed.truth.MeshTruth.Outage;
import dev.loadstone.testbed.truth.MeshTruth.Teamwork;
import dev.loadstone.testbed.truth.ServiceLaw;
import dev.loadstone.testbed.truth.ServiceLaw.Constant;
import dev.loadstone.testbed.truth.SplitMix64;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeshTest {
  private static final long MILLI = 1_000_000;
  private static final Wish PLAIN = new Wish(100, 100, 0.6, true, "");
  private static final Outage LAST_OF_TEN =
      new Outage(Duration.ofSeconds(10), Duration.ofSeconds(2));

  private long now;

  private static ServiceLaw millis(long millis) {
    return new Constant(Duration.ofMillis(millis));
  }

  private static Map<String, ModelProvider> providers(double errors, Outage outageOfCheap) {
    Map<String, ModelProvider> providers = new LinkedHashMap<>();
    providers.put("dear", new ModelProvider(0.01, 0.03, 0.95, millis(40), 0, Outage.NEVER));
    providers.put("middle", new ModelProvider(0.002, 0.008, 0.8, millis(30), 0, Outage.NEVER));
    providers.put(
        "cheap", new ModelProvider(0.0005, 0.0015, 0.7, millis(20), errors, outageOfCheap));
    return providers;
  }

  private Mesh mesh(double wrongChoices, double errors, Outage outage) {
    return new Mesh(
        new MeshTruth(
            providers(errors, outage),
            millis(4),
            wrongChoices,
            0,
            millis(150),
            Duration.ofSeconds(1),
            ServiceLaw.NONE,
            Teamwork.DEFAULT),
        () -> now);
  }

  private static Choice ask(Mesh mesh, Wish wish, long number) {
    return mesh.arbitrate(wish, SplitMix64.stream(7, number, 0), SplitMix64.stream(7, number, 1));
  }

  @Test
  void choice_ofAWellMesh_isTheCheapestThatFits() {
    assertThat(ask(mesh(0, 0, Outage.NEVER), PLAIN, 0))
        .isEqualTo(
            new Choice("cheap", true, 4 * MILLI, 20 * MILLI, 24 * MILLI, 0, 0, false, 200, 4_000));
  }

  @Test
  void choice_whereQualityCounts_isTheCheapestThatHasItOrTheFinest() {
    Mesh mesh = mesh(0, 0, Outage.NEVER);

    assertThat(ask(mesh, new Wish(100, 100, 0.8, true, ""), 0).provider()).isEqualTo("middle");
    assertThat(ask(mesh, new Wish(100, 100, 0.6, false, ""), 0).provider()).isEqualTo("dear");
    assertThat(mesh.has(0.95)).isTrue();
    assertThat(mesh.has(0.96)).isFalse();
  }

  @Test
  void wrongChoices_ofAShare_takeTheDearestThatOften() {
    Mesh mesh = mesh(0.2, 0, Outage.NEVER);
    List<Choice> choices =
        LongStream.range(0, 10_000).mapToObj(number -> ask(mesh, PLAIN, number)).toList();

    // Binomial: 2,000 with a standard deviation of 40.
    assertThat(choices.stream().filter(choice -> !choice.right()).count())
        .isBetween(1_840L, 2_160L);
    assertThat(choices)
        .allMatch(choice -> choice.right() == choice.provider().equals("cheap"))
        .allMatch(choice -> choice.right() || choice.provider().equals("dear"));
    assertThat(ask(mesh, PLAIN, 17)).isEqualTo(choices.get(17));
  }

  @Test
  void lowQuality_ofAllDecisions_takesTheCheapestWhetherItFitsOrNot() {
    Mesh mesh =
        new Mesh(
            new MeshTruth(
                providers(0, Outage.NEVER),
                millis(4),
                0,
                1,
                millis(150),
                Duration.ZERO,
                ServiceLaw.NONE,
                Teamwork.DEFAULT),
            () -> now);

    Choice choice = ask(mesh, new Wish(100, 100, 0.9, true, ""), 0);

    assertThat(choice.provider()).isEqualTo("cheap");
    assertThat(choice.right()).isFalse();
    assertThat(ask(mesh, PLAIN, 0).right()).isTrue();
  }

  @Test
  void outage_ofTheBest_costsOneFailoverThenItIsAvoided() {
    Mesh mesh = mesh(0, 0, LAST_OF_TEN);
    now = 8_500 * MILLI;

    Choice first = ask(mesh, PLAIN, 0);
    assertThat(first.provider()).isEqualTo("middle");
    assertThat(first.right()).isTrue();
    assertThat(first.switched()).isTrue();
    assertThat(first.failovers()).isEqualTo(1);
    assertThat(first.failoverNanos()).isEqualTo(154 * MILLI);
    assertThat(first.totalNanos()).isEqualTo((4 + 150 + 4 + 30) * MILLI);

    now = 8_600 * MILLI; // the failure is noticed at 8,654 ms only
    assertThat(ask(mesh, PLAIN, 3).failovers()).isEqualTo(1);

    now = 8_700 * MILLI;
    Choice second = ask(mesh, PLAIN, 1);
    assertThat(second.provider()).isEqualTo("middle");
    assertThat(second.failovers()).isZero();
    assertThat(second.switched()).isFalse();

    now = 10_100 * MILLI;
    assertThat(ask(mesh, PLAIN, 2).provider()).isEqualTo("cheap");
  }

  @Test
  void choice_whereNoneAnswers_isNotMade() {
    MeshTruth truth =
        new MeshTruth(
            Map.of("only", new ModelProvider(1, 1, 1, millis(20), 1, Outage.NEVER)),
            millis(4),
            0,
            0,
            millis(150),
            Duration.ZERO,
            ServiceLaw.NONE,
            Teamwork.DEFAULT);

    Choice choice = ask(new Mesh(truth, () -> now), PLAIN, 0);

    assertThat(choice.isMade()).isFalse();
    assertThat(choice.failovers()).isZero();
    assertThat(choice.totalNanos()).isEqualTo(154 * MILLI);
  }

  @Test
  void provider_thatIsSlowToReadPrompts_takesTheirLengthInAddition() {
    Duration slow = Duration.ofMillis(10);
    MeshTruth truth =
        new MeshTruth(
            Map.of("only", new ModelProvider(1, 1, 1, millis(20), slow, 0, Outage.NEVER)),
            millis(4),
            0,
            0,
            millis(150),
            Duration.ZERO,
            ServiceLaw.NONE,
            Teamwork.DEFAULT);
    Mesh mesh = new Mesh(truth, () -> now);
    SplitMix64 random = SplitMix64.stream(1, 1, 1);

    Choice choice = ask(mesh, new Wish(2_500, 1, 0, true, ""), 0);

    assertThat(choice.providerNanos()).isEqualTo(45 * MILLI);
    assertThat(choice.totalNanos()).isEqualTo(49 * MILLI);
    assertThat(mesh.call("only", 100, random, random))
        .isEqualTo(new Mesh.Direct(true, 21 * MILLI));
  }

  @Test
  void session_thatIsAnsweredByAnother_hasSwitched() {
    Mesh mesh = mesh(0, 0, Outage.NEVER);

    assertThat(ask(mesh, new Wish(1, 1, 0.6, true, "a"), 0).switched()).isFalse();
    assertThat(ask(mesh, new Wish(1, 1, 0.6, true, "a"), 1).switched()).isFalse();
    assertThat(ask(mesh, new Wish(1, 1, 0.9, true, "b"), 2).switched()).isFalse();
    assertThat(ask(mesh, new Wish(1, 1, 0.9, true, "a"), 3).switched()).isTrue();
  }

  @Test
  void call_withoutTheMesh_failsAsTheProviderDoes() {
    Mesh mesh = mesh(0, 0, LAST_OF_TEN);
    SplitMix64 random = SplitMix64.stream(1, 1, 1);

    assertThat(mesh.call("cheap", 0, random, random)).isEqualTo(new Mesh.Direct(true, 20 * MILLI));
    now = 9_000 * MILLI;
    assertThat(mesh.call("cheap", 0, random, random)).isEqualTo(new Mesh.Direct(false, 150 * MILLI));
    assertThat(mesh.isUp("cheap")).isFalse();
    assertThat(mesh.isUp("dear")).isTrue();
  }
}
