package dev.loadstone.testbed.truth;

import java.time.Duration;

/**
 * How the market behaves in which new tokens are bought and sold.
 *
 * @param announcement how long after its creation a pool is announced
 * @param wrongLiquidity the share of pools of which ten times their liquidity is told, 0–1
 * @param winners the share of pools whose price rises, of those for which no course is asked, 0–1
 * @param swing how long a price takes from one end of its course to the other, above zero
 * @param checker of honeypots
 * @param wallets from which is bought
 * @param relay of bundles
 * @param feed of prices
 */
public record MarketTruth(
    ServiceLaw announcement,
    double wrongLiquidity,
    double winners,
    Duration swing,
    Checker checker,
    Wallets wallets,
    Relay relay,
    Feed feed) {
  /** Everything at once, right and landed; a course takes a second. */
  public static final MarketTruth DEFAULT =
      new MarketTruth(
          ServiceLaw.NONE,
          0,
          1,
          Duration.ofSeconds(1),
          Checker.DEFAULT,
          Wallets.DEFAULT,
          Relay.DEFAULT,
          Feed.DEFAULT);

  /**
   * What finds tokens that can be bought but not sold.
   *
   * @param check how long a check takes that is not remembered
   * @param remembered how long a check is remembered; zero if it is not
   * @param missed the share of honeypots that are held for honest, 0–1
   * @param falseAlarms the share of honest tokens that are held for honeypots, 0–1
   */
  public record Checker(ServiceLaw check, Duration remembered, double missed, double falseAlarms) {
    /** At once, and never wrong. */
    public static final Checker DEFAULT = new Checker(ServiceLaw.NONE, Duration.ofMinutes(1), 0, 0);
  }

  /**
   * What gives each purchase a wallet of its own, at a moment that nobody can guess.
   *
   * @param count how many an agent has, at least 2
   * @param delay before one is given
   * @param reused the share of times in which the last one is given again, 0–1
   */
  public record Wallets(int count, ServiceLaw delay, double reused) {
    /** Ten, at once, each after the other. */
    public static final Wallets DEFAULT = new Wallets(10, ServiceLaw.NONE, 0);
  }

  /**
   * What brings bundles into blocks, past the public mempool.
   *
   * @param landing how long a bundle takes from its acceptance
   * @param dropped the share of bundles that never land, 0–1
   * @param leaks the share of bundles that the public mempool shows, 0–1
   */
  public record Relay(ServiceLaw landing, double dropped, double leaks) {
    /** At once, and all of them. */
    public static final Relay DEFAULT = new Relay(ServiceLaw.NONE, 0, 0);
  }

  /**
   * What tells prices.
   *
   * @param lag how old a price is when it is told
   * @param lies the share of answers that tell another price, 0–1
   * @param by by how much that is higher, as a share of the price
   */
  public record Feed(Duration lag, double lies, double by) {
    /** Of this moment, and true. */
    public static final Feed DEFAULT = new Feed(Duration.ZERO, 0, 0.5);
  }
}
