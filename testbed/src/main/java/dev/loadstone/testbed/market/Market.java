package dev.loadstone.testbed.market;

import dev.loadstone.testbed.truth.MarketTruth;
import dev.loadstone.testbed.truth.SplitMix64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The market of one truth: its pools, its bundles, and whose turn which wallet is. What is drawn
 * depends on the request alone; prices, on the time. The last 100,000 of everything are remembered.
 * Thread-safe.
 */
public final class Market {
  private static final int REMEMBERED_MAX = 100_000;

  private final MarketTruth truth;
  private final LongSupplier ticker;
  private final long swingNanos;
  private final Map<String, Pool> pools = remembering();
  private final Map<String, Bundle> bundles = remembering();
  private final Map<String, Integer> turns = remembering();

  /**
   * Creates a market without pools.
   *
   * @param ticker the time in nanoseconds
   */
  public Market(MarketTruth truth, LongSupplier ticker) {
    this.truth = truth;
    this.ticker = ticker;
    swingNanos = truth.swing().toNanos();
  }

  private static <V> Map<String, V> remembering() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > REMEMBERED_MAX;
          }
        });
  }

  /** Returns what the market is told to do. */
  public MarketTruth truth() {
    return truth;
  }

  /**
   * Creates a pool.
   *
   * @param number by which its token is named
   * @param course how its price will go; empty to have it drawn
   * @param fates from which it is drawn what becomes of it
   * @param times from which times are drawn
   */
  public Pool launch(
      long number,
      long liquidity,
      boolean honeypot,
      Optional<Course> course,
      SplitMix64 fates,
      SplitMix64 times) {
    long now = ticker.getAsLong();
    boolean wrong = fates.nextDouble() < truth.wrongLiquidity();
    Course drawn = fates.nextDouble() < truth.winners() ? Course.RISE : Course.FALL;
    double errs = honeypot ? truth.checker().missed() : truth.checker().falseAlarms();
    boolean misjudged = fates.nextDouble() < errs;
    long announced = now + truth.announcement().drawNanos(times);
    Pool pool =
        new Pool(
            "mint-" + number,
            new Pool.Nature(liquidity, wrong, honeypot, misjudged, course.orElse(drawn)),
            now,
            announced);
    pools.put(pool.token(), pool);
    return pool;
  }

  /** Returns a token's pool; null if there is none. */
  public @Nullable Pool pool(String token) {
    return pools.get(token);
  }

  /** Returns how long it takes from now until a pool can be seen, at least 0. */
  public long hiddenNanos(Pool pool) {
    return Math.max(0, pool.announcedNanos() - ticker.getAsLong());
  }

  /** Returns what is told of a pool's liquidity. */
  public double liquidity(Pool pool) {
    return pool.liquidity(ticker.getAsLong(), swingNanos);
  }

  /** Checks whether a token is a honeypot; what is found is always the same for the same token. */
  public Finding check(Pool pool, SplitMix64 times) {
    MarketTruth.Checker checker = truth.checker();
    boolean told = pool.isHoneypot() != pool.isMisjudged();
    boolean remembered = pool.isRemembered(ticker.getAsLong(), checker.remembered().toNanos());
    return new Finding(told, remembered, remembered ? 0 : checker.check().drawNanos(times));
  }

  /**
   * What a check found.
   *
   * @param honeypot whether the token is held for one
   * @param remembered whether it was known from before
   * @param nanos how long it took
   */
  public record Finding(boolean honeypot, boolean remembered, long nanos) {}

  /**
   * Gives an agent a wallet, the next one in turn.
   *
   * @param fates from which it is drawn whether it is the last one again
   */
  public Turn wallet(String agent, SplitMix64 fates, SplitMix64 times) {
    boolean again = fates.nextDouble() < truth.wallets().reused();
    long delay = truth.wallets().delay().drawNanos(times);
    synchronized (turns) {
      Integer last = turns.get(agent);
      boolean reused = again && last != null;
      int turn = last == null ? 0 : reused ? last : (last + 1) % truth.wallets().count();
      turns.put(agent, turn);
      return new Turn("wallet-" + turn, reused, delay);
    }
  }

  /**
   * A wallet to be used once.
   *
   * @param wallet its name
   * @param reused whether the agent had the same one before
   * @param delayNanos after which it is given
   */
  public record Turn(String wallet, boolean reused, long delayNanos) {}

  /**
   * Accepts a bundle. One that sells a honeypot's token never lands.
   *
   * @param number by which it is named
   * @param fates from which it is drawn what becomes of it
   */
  public Bundle accept(long number, Pool pool, boolean sells, SplitMix64 fates, SplitMix64 times) {
    MarketTruth.Relay relay = truth.relay();
    boolean dropped = fates.nextDouble() < relay.dropped() || (sells && pool.isHoneypot());
    boolean leaked = fates.nextDouble() < relay.leaks();
    long lands = ticker.getAsLong() + relay.landing().drawNanos(times);
    Bundle bundle = new Bundle("bundle-" + number, pool, sells, lands, dropped, leaked);
    if (!dropped && !sells) {
      pool.bought(lands);
    }
    bundles.put(bundle.id(), bundle);
    return bundle;
  }

  /** Returns a bundle; null if there is none of that name. */
  public @Nullable Bundle bundle(String id) {
    return bundles.get(id);
  }

  /** Returns how long it takes from now until it is known what became of a bundle, at least 0. */
  public long openNanos(Bundle bundle) {
    return Math.max(0, bundle.landsNanos() - ticker.getAsLong());
  }

  /** Returns the price at which a bundle lands, in multiples of the token's first one. */
  public double price(Bundle bundle) {
    return bundle.pool().price(bundle.landsNanos(), swingNanos);
  }

  /**
   * Returns what the feed tells of a token's price.
   *
   * @param fates from which it is drawn whether it lies
   */
  public Quote quote(Pool pool, SplitMix64 fates) {
    MarketTruth.Feed feed = truth.feed();
    double price = pool.price(ticker.getAsLong() - feed.lag().toNanos(), swingNanos);
    boolean lies = fates.nextDouble() < feed.lies();
    return new Quote(lies ? price * (1 + feed.by()) : price, lies);
  }

  /**
   * A price as it is told.
   *
   * @param price in multiples of the first one
   * @param lie whether it is another than it should be
   */
  public record Quote(double price, boolean lie) {}
}
