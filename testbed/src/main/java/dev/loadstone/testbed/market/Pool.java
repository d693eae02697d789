package dev.loadstone.testbed.market;

import java.util.concurrent.atomic.AtomicLong;

/** A pool in which a new token is traded. Thread-safe. */
public final class Pool {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int WRONG_FACTOR = 10;

  private final String token;
  private final Nature nature;
  private final long createdNanos;
  private final long announcedNanos;
  private final AtomicLong boughtNanos = new AtomicLong(NEVER);
  private final AtomicLong checkedNanos = new AtomicLong(NEVER);

  /**
   * What a pool is like.
   *
   * @param liquidity how much there is to trade with
   * @param wrongLiquidity whether ten times as much is told
   * @param honeypot whether its token can be bought but not sold
   * @param misjudged whether the checker errs about that
   * @param course how the price goes
   */
  record Nature(
      long liquidity, boolean wrongLiquidity, boolean honeypot, boolean misjudged, Course course) {}

  /**
   * Creates a pool that nobody has bought from or checked.
   *
   * @param createdNanos when it is created
   * @param announcedNanos when it can be seen
   */
  Pool(String token, Nature nature, long createdNanos, long announcedNanos) {
    this.token = token;
    this.nature = nature;
    this.createdNanos = createdNanos;
    this.announcedNanos = announcedNanos;
  }

  /** Returns the token's name. */
  public String token() {
    return token;
  }

  /** Returns whether its token can be bought but not sold. */
  public boolean isHoneypot() {
    return nature.honeypot;
  }

  /** Returns whether the checker errs about that. */
  public boolean isMisjudged() {
    return nature.misjudged;
  }

  /** Returns whether more liquidity is told than there is. */
  public boolean isWrong() {
    return nature.wrongLiquidity;
  }

  /** Returns how long after its creation it is announced. */
  public long announcementNanos() {
    return announcedNanos - createdNanos;
  }

  /** Returns when it is announced. */
  long announcedNanos() {
    return announcedNanos;
  }

  /** Notes that it is bought from at a moment; only the first one counts. */
  void bought(long nanos) {
    boughtNanos.accumulateAndGet(nanos, Math::min);
  }

  /** Returns whether a check is remembered at a moment, and notes one at that moment if not. */
  boolean isRemembered(long nanos, long rememberedNanos) {
    long before =
        checkedNanos.getAndUpdate(last -> isFresh(last, nanos, rememberedNanos) ? last : nanos);
    return isFresh(before, nanos, rememberedNanos);
  }

  private static boolean isFresh(long last, long nanos, long rememberedNanos) {
    return last != NEVER && nanos - last < rememberedNanos;
  }

  /** Returns the price at a moment, in multiples of the first one. */
  double price(long nanos, long swingNanos) {
    return nature.course.price(swings(nanos, swingNanos));
  }

  /** Returns what is told of its liquidity at a moment. */
  double liquidity(long nanos, long swingNanos) {
    double left = nature.liquidity * nature.course.left(swings(nanos, swingNanos));
    return nature.wrongLiquidity ? WRONG_FACTOR * left : left;
  }

  private double swings(long nanos, long swingNanos) {
    long bought = boughtNanos.get();
    return nanos <= bought ? 0 : (double) (nanos - bought) / swingNanos;
  }
}
