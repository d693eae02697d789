package dev.loadstone.testbed.truth;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the arbitration mesh and the providers behind it behave.
 *
 * @param providers by name; copied, in order, at least one
 * @param decision how long the mesh takes to choose a provider
 * @param wrongChoices the share of decisions that choose the dearest fitting provider, 0–1
 * @param lowQuality the share of decisions that choose the cheapest provider whether it fits or
 *     not, 0–1
 * @param failure how long a call of a provider takes that fails, or that is down
 * @param avoid how long the mesh does not choose a provider after a call of it failed
 * @param balancer how long the round-robin takes to pass a request on
 * @param teamwork how agents work together
 */
public record MeshTruth(
    Map<String, ModelProvider> providers,
    ServiceLaw decision,
    double wrongChoices,
    double lowQuality,
    ServiceLaw failure,
    Duration avoid,
    ServiceLaw balancer,
    Teamwork teamwork) {
  /** Three providers that answer at once, the dearest the best; nothing fails. */
  public static final MeshTruth DEFAULT =
      new MeshTruth(
          defaultProviders(),
          ServiceLaw.NONE,
          0,
          0,
          new ServiceLaw.Constant(Duration.ofMillis(100)),
          Duration.ofSeconds(1),
          ServiceLaw.NONE,
          Teamwork.DEFAULT);

  /** Copies the providers. */
  public MeshTruth {
    providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
  }

  private static Map<String, ModelProvider> defaultProviders() {
    Map<String, ModelProvider> providers = new LinkedHashMap<>();
    providers.put("premium", new ModelProvider(0.01, 0.03, 0.95));
    providers.put("standard", new ModelProvider(0.003, 0.009, 0.85));
    providers.put("economy", new ModelProvider(0.0005, 0.0015, 0.7));
    return providers;
  }

  /**
   * What answers prompts for money.
   *
   * @param priceIn dollars for 1,000 tokens of a prompt, at least 0
   * @param priceOut dollars for 1,000 tokens of an answer, at least 0
   * @param quality of its answers, 0–1
   * @param time how long an answer takes
   * @param perThousand how much longer it takes for every 1,000 tokens of the prompt
   * @param errors the share of calls that fail, 0–1
   * @param outage when every call fails
   */
  public record ModelProvider(
      double priceIn,
      double priceOut,
      double quality,
      ServiceLaw time,
      Duration perThousand,
      double errors,
      Outage outage) {
    private static final int THOUSAND = 1_000;

    /** Creates a provider that answers at once and never fails. */
    public ModelProvider(double priceIn, double priceOut, double quality) {
      this(priceIn, priceOut, quality, ServiceLaw.NONE, 0, Outage.NEVER);
    }

    /** Creates a provider that takes no longer for long prompts. */
    public ModelProvider(
        double priceIn,
        double priceOut,
        double quality,
        ServiceLaw time,
        double errors,
        Outage outage) {
      this(priceIn, priceOut, quality, time, Duration.ZERO, errors, outage);
    }

    /**
     * Draws how long an answer takes, in nanoseconds.
     *
     * @param promptTokens at least 0
     */
    public long drawNanos(long promptTokens, SplitMix64 random) {
      return time.drawNanos(random) + perThousand.toNanos() * promptTokens / THOUSAND;
    }
  }

  /**
   * Times in which a provider is down: the last {@code length} of every period, counted from the
   * moment when the truth is applied.
   *
   * @param every the period; zero if there are none
   * @param length shorter than the period
   */
  public record Outage(Duration every, Duration length) {
    /** Never. */
    public static final Outage NEVER = new Outage(Duration.ZERO, Duration.ZERO);

    /**
     * Returns whether the provider is down at a moment.
     *
     * @param nanosSinceApplied at least 0
     */
    public boolean lasts(long nanosSinceApplied) {
      return !length.isZero()
          && nanosSinceApplied % every.toNanos() >= every.toNanos() - length.toNanos();
    }
  }

  /** How agents share a task. */
  public enum Mode {
    /** All work at once, in rounds, until they agree. */
    CONSENSUS,
    /** One works, then the others at once on what it hands them. */
    DELEGATION,
    /** All work at once on the same; the first that is done ends it. */
    COMPETITION,
    /** One after the other. */
    SEQUENTIAL,
    /** All at once, each on a part. */
    PARALLEL,
    /** Level by level of a tree in which each has two below it, from its leaves to its root. */
    HIERARCHICAL
  }

  /**
   * How agents work together.
   *
   * @param turn how long one agent works at a time
   * @param modes the same for single modes, in its place; copied
   * @param coordination what every round costs in addition
   * @param consensus the share of collaborations by consensus that reach one, 0–1
   * @param rounds after how many rounds they do, at least 1
   * @param messageBytes how large a message between agents is
   */
  public record Teamwork(
      ServiceLaw turn,
      Map<Mode, ServiceLaw> modes,
      ServiceLaw coordination,
      double consensus,
      int rounds,
      int messageBytes) {
    /** Everything at once; all agree in the second round. */
    public static final Teamwork DEFAULT =
        new Teamwork(ServiceLaw.NONE, Map.of(), ServiceLaw.NONE, 1, 2, 512);

    /** Copies the modes. */
    public Teamwork {
      Map<Mode, ServiceLaw> copy = new EnumMap<>(Mode.class);
      copy.putAll(modes);
      modes = Collections.unmodifiableMap(copy);
    }

    /** Returns how long one agent works at a time in a mode. */
    public ServiceLaw turn(Mode mode) {
      return modes.getOrDefault(mode, turn);
    }
  }
}
