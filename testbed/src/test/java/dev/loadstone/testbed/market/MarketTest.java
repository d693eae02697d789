package dev.loadstone.testbed.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.testbed.truth.MarketTruth;
import dev.loadstone.testbed.truth.ServiceLaw;
import dev.loadstone.testbed.truth.SplitMix64;
import dev.loadstone.testbed.truth.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarketTest {
  private static final long MILLI = 1_000_000;

  private long now = 1_000 * MILLI;

  private Market market(String truth) {
    return new Market(Truth.parse("truth.yaml", "market: {" + truth + "}").market(), () -> now);
  }

  private static SplitMix64 random(long number) {
    return SplitMix64.stream(7, number, 0);
  }

  private static Pool launch(
      Market market, long number, boolean honeypot, @Nullable Course course) {
    return market.launch(
        number, 50, honeypot, Optional.ofNullable(course), random(number), random(number));
  }

  private static Bundle trade(Market market, Pool pool, long number, boolean sells) {
    return market.accept(number, pool, sells, random(number), random(number));
  }

  @Test
  void pool_isSeenWhenItIsAnnounced() {
    Market market = market("announcement: {law: constant, value: 60ms}");
    Pool pool = launch(market, 3, false, Course.RISE);

    assertThat(market.pool("mint-3")).isSameAs(pool);
    assertThat(market.hiddenNanos(pool)).isEqualTo(60 * MILLI);
    now += 80 * MILLI;
    assertThat(market.hiddenNanos(pool)).isZero();
    assertThat(pool.announcementNanos()).isEqualTo(60 * MILLI);
  }

  @Test
  void price_goesItsCourseFromTheFirstPurchaseOn() {
    Market market = market("swing: 400ms, relay: {landing: {law: constant, value: 100ms}}");
    Pool risen = launch(market, 0, false, Course.RISE);
    Pool fallen = launch(market, 1, false, Course.FALL);
    Pool drained = launch(market, 2, false, Course.RUG);
    for (Pool pool : List.of(risen, fallen, drained)) {
      trade(market, pool, 5, false);
      trade(market, pool, 6, false);
    }

    now += 100 * MILLI;
    assertThat(market.quote(risen, random(0)).price()).isEqualTo(1);
    now += 300 * MILLI;
    assertThat(market.quote(risen, random(0)).price()).isEqualTo(2.5);
    assertThat(market.quote(fallen, random(0)).price()).isEqualTo(0.4375);
    assertThat(market.quote(drained, random(0)).price()).isEqualTo(0.75);
    assertThat(market.liquidity(drained)).isEqualTo(37.5);
    assertThat(market.liquidity(risen)).isEqualTo(50);
    // A sale is at the price of the moment at which it lands.
    assertThat(market.price(trade(market, risen, 7, true))).isEqualTo(3);
    assertThat(market.price(trade(market, drained, 8, true))).isEqualTo(0.5);
    now += 9_000 * MILLI;
    assertThat(market.quote(risen, random(0)).price()).isEqualTo(3);
    assertThat(market.quote(fallen, random(0)).price()).isEqualTo(0.25);
    assertThat(market.quote(drained, random(0)).price()).isZero();
  }

  @Test
  void feed_thatLagsAndLies_tellsAnotherPrice() {
    Market market = market("swing: 400ms, feed: {lag: 100ms, lies: 20%, by: 50%}");
    Pool pool = launch(market, 0, false, Course.RISE);
    trade(market, pool, 0, false);
    now += 300 * MILLI;

    List<Market.Quote> quotes =
        LongStream.range(0, 10_000).mapToObj(n -> market.quote(pool, random(n))).toList();

    // Binomial: 2,000 with a standard deviation of 40.
    assertThat(quotes.stream().filter(Market.Quote::lie).count()).isBetween(1_840L, 2_160L);
    assertThat(quotes).allMatch(quote -> quote.price() == (quote.lie() ? 3 : 2));
  }

  @Test
  void winners_ofAShare_riseAndTheOthersFall() {
    Market market = market("winners: 80%, swing: 1ms");
    long risen = 0;
    for (int number = 0; number < 10_000; number++) {
      Pool pool = launch(market, number, false, null);
      trade(market, pool, number, false);
      now += MILLI;
      risen += market.quote(pool, random(0)).price() > 1 ? 1 : 0;
    }
    assertThat(risen).isBetween(7_840L, 8_160L);
  }

  @Test
  void check_isRememberedAndAlwaysTheSame() {
    Market market =
        market("checker: {check: {law: constant, value: 80ms}, remembered: 1s, missed: 50%}");
    Pool pool = launch(market, 0, true, Course.RISE);

    Market.Finding first = market.check(pool, random(1));
    now += 999 * MILLI;
    Market.Finding second = market.check(pool, random(2));
    now += MILLI;
    Market.Finding third = market.check(pool, random(3));

    assertThat(first).isEqualTo(new Market.Finding(!pool.isMisjudged(), false, 80 * MILLI));
    assertThat(second).isEqualTo(new Market.Finding(first.honeypot(), true, 0));
    assertThat(third).isEqualTo(first);
  }

  @Test
  void checker_thatErrs_doesSoInItsShares() {
    Market market = market("checker: {missed: 30%, falseAlarms: 10%}");
    long missed = 0;
    long alarms = 0;
    for (int number = 0; number < 10_000; number++) {
      Pool trap = launch(market, number, true, Course.RISE);
      missed += market.check(trap, random(number)).honeypot() ? 0 : 1;
      Pool honest = launch(market, number, false, Course.RISE);
      alarms += market.check(honest, random(number)).honeypot() ? 1 : 0;
    }
    assertThat(missed).isBetween(2_810L, 3_190L);
    assertThat(alarms).isBetween(880L, 1_120L);
  }

  @Test
  void wrongLiquidity_isTenTimesAsMuch() {
    Market market = market("wrongLiquidity: 100%");
    assertThat(market.liquidity(launch(market, 0, false, Course.FALL))).isEqualTo(500);
  }

  @Test
  void wallets_goRoundForEachAgent() {
    Market market = market("wallets: {count: 3, delay: {law: uniform, min: 20ms, max: 80ms}}");
    List<String> mine =
        LongStream.range(0, 4)
            .mapToObj(n -> market.wallet("a", random(n), random(n)).wallet())
            .toList();

    assertThat(mine).containsExactly("wallet-0", "wallet-1", "wallet-2", "wallet-0");
    assertThat(market.wallet("b", random(9), random(9)).wallet()).isEqualTo("wallet-0");
    assertThat(market.wallet("b", random(9), random(9)).delayNanos())
        .isBetween(20 * MILLI, 80 * MILLI);
  }

  @Test
  void wallet_thatIsReused_isTheLastOne() {
    Market market = market("wallets: {reused: 100%}");

    assertThat(market.wallet("a", random(0), random(0)))
        .isEqualTo(new Market.Turn("wallet-0", false, 0));
    assertThat(market.wallet("a", random(1), random(1)))
        .isEqualTo(new Market.Turn("wallet-0", true, 0));
  }

  @Test
  void relay_dropsAndLeaksInItsShares() {
    Market market = market("relay: {dropped: 20%, leaks: 10%}");
    Pool pool = launch(market, 0, false, Course.RISE);
    List<Bundle> bundles =
        LongStream.range(0, 10_000).mapToObj(n -> trade(market, pool, n, false)).toList();

    assertThat(bundles.stream().filter(Bundle::dropped).count()).isBetween(1_840L, 2_160L);
    assertThat(bundles.stream().filter(Bundle::leaked).count()).isBetween(880L, 1_120L);
    assertThat(market.bundle("bundle-17")).isEqualTo(bundles.get(17));
  }

  @Test
  void honeypot_canBeBoughtButNotSold() {
    Market market = market("");
    Pool pool = launch(market, 0, true, Course.RISE);

    assertThat(trade(market, pool, 0, false).dropped()).isFalse();
    assertThat(trade(market, pool, 1, true).dropped()).isTrue();
  }

  @Test
  void truth_thatIsDefault_takesNoTimeAndIsRight() {
    assertThat(MarketTruth.DEFAULT.announcement()).isEqualTo(ServiceLaw.NONE);
    assertThat(MarketTruth.DEFAULT.swing()).isEqualTo(Duration.ofSeconds(1));
    assertThat(Course.RUG.price(0.75)).isCloseTo(0.75, within(1e-12));
  }
}
