package dev.loadstone.testbed.mesh;

import dev.loadstone.testbed.truth.MeshTruth;
import dev.loadstone.testbed.truth.MeshTruth.ModelProvider;
import dev.loadstone.testbed.truth.SplitMix64;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The mesh of one truth: which providers are up, which it avoids, and who answered whom. What is
 * drawn depends on the request alone; which providers are up, on the time. Thread-safe.
 */
public final class Mesh {
  private static final int SESSIONS_MAX = 100_000;

  private final MeshTruth truth;
  private final LongSupplier ticker;
  private final long originNanos;
  private final List<String> names;
  private final Map<String, Avoided> avoided = new ConcurrentHashMap<>();
  private final Map<String, String> lastOfSession =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > SESSIONS_MAX;
            }
          });

  /**
   * Creates a mesh that has answered nobody yet.
   *
   * @param ticker the time in nanoseconds; outages are counted from now
   */
  public Mesh(MeshTruth truth, LongSupplier ticker) {
    this.truth = truth;
    this.ticker = ticker;
    originNanos = ticker.getAsLong();
    names = List.copyOf(truth.providers().keySet());
  }

  /** Returns what the mesh is told to do. */
  public MeshTruth truth() {
    return truth;
  }

  /** Returns the names of all providers in the order of the truth, at least one. */
  public List<String> names() {
    return names;
  }

  /** Returns a provider; null if there is none of that name. */
  public @Nullable ModelProvider provider(String name) {
    return truth.providers().get(name);
  }

  /** Returns whether a provider is up now. */
  public boolean isUp(String name) {
    ModelProvider provider = provider(name);
    return provider != null && !provider.outage().lasts(nowNanos());
  }

  private long nowNanos() {
    return ticker.getAsLong() - originNanos;
  }

  /**
   * Chooses a provider, and another when its call fails, until one answers or none is left.
   *
   * @param wish what is needed; some provider must have its quality
   * @param fates from which choices and failures are drawn
   * @param times from which times are drawn
   */
  public Choice arbitrate(Wish wish, SplitMix64 fates, SplitMix64 times) {
    return new Arbitration(wish, fates, times).choice();
  }

  /** Returns whether some provider has a quality. */
  public boolean has(double quality) {
    return truth.providers().values().stream().anyMatch(provider -> provider.quality() >= quality);
  }

  /**
   * Calls one provider, without the mesh.
   *
   * @param name of a provider that there is
   * @param promptTokens at least 0
   */
  public Direct call(String name, long promptTokens, SplitMix64 fates, SplitMix64 times) {
    ModelProvider provider = truth.providers().get(name);
    if (provider == null) {
      throw new IllegalArgumentException("there is no provider " + name);
    }
    boolean fails = fails(provider, nowNanos(), fates);
    return new Direct(
        !fails,
        fails ? truth.failure().drawNanos(times) : provider.drawNanos(promptTokens, times));
  }

  /**
   * What became of a call.
   *
   * @param answered whether it was answered
   * @param nanos how long that took
   */
  public record Direct(boolean answered, long nanos) {}

  /**
   * A time in which a provider is not chosen: from the moment when the mesh has noticed a failure,
   * which may be still to come, since it is known as soon as the call begins.
   */
  private record Avoided(long fromNanos, long toNanos) {
    boolean contains(long nanos) {
      return nanos >= fromNanos && nanos < toNanos;
    }

    /** Returns both as one if they touch, else the later one. */
    Avoided with(Avoided other) {
      boolean first = fromNanos <= other.fromNanos;
      Avoided earlier = first ? this : other;
      Avoided later = first ? other : this;
      return earlier.toNanos >= later.fromNanos
          ? new Avoided(earlier.fromNanos, Math.max(earlier.toNanos, later.toNanos))
          : later;
    }
  }

  private static boolean fails(ModelProvider provider, long atNanos, SplitMix64 fates) {
    return fates.nextDouble() < provider.errors() || provider.outage().lasts(atNanos);
  }

  /** One wish on its way through the providers. Not thread-safe. */
  private final class Arbitration {
    private final Wish wish;
    private final SplitMix64 fates;
    private final SplitMix64 times;
    private final boolean errs;
    private final boolean careless;
    private final long startNanos = nowNanos();
    private final List<String> left = new ArrayList<>();
    private long elapsedNanos;
    private long decisionNanos;
    private long providerNanos;
    private long failedFromNanos;
    private int failures;

    Arbitration(Wish wish, SplitMix64 fates, SplitMix64 times) {
      this.wish = wish;
      this.fates = fates;
      this.times = times;
      errs = fates.nextDouble() < truth.wrongChoices();
      careless = !errs && fates.nextDouble() < truth.lowQuality();
      names.stream().filter(this::fits).forEach(left::add);
    }

    private boolean fits(String name) {
      return careless || of(name).quality() >= wish.quality();
    }

    private ModelProvider of(String name) {
      return Objects.requireNonNull(truth.providers().get(name));
    }

    Choice choice() {
      String first = decide();
      String chosen = first;
      while (!chosen.isEmpty() && !answers(chosen)) {
        chosen = decide();
      }
      return chosen.isEmpty() ? none() : by(chosen, !chosen.equals(first));
    }

    /** Takes the time of a decision and returns the provider; empty if none is left. */
    private String decide() {
      if (left.isEmpty()) {
        return "";
      }
      long nanos = truth.decision().drawNanos(times);
      elapsedNanos += nanos;
      decisionNanos += nanos;
      List<String> open = left.stream().filter(name -> !isAvoided(name)).toList();
      List<String> among = open.isEmpty() ? left : open;
      return Collections.min(among, errs ? dearest() : best());
    }

    private boolean isAvoided(String name) {
      Avoided time = avoided.get(name);
      return time != null && time.contains(startNanos + elapsedNanos);
    }

    private boolean answers(String name) {
      ModelProvider provider = of(name);
      if (!fails(provider, startNanos + elapsedNanos, fates)) {
        providerNanos = provider.drawNanos(wish.promptTokens(), times);
        elapsedNanos += providerNanos;
        return true;
      }
      if (failures == 0) {
        failedFromNanos = elapsedNanos;
      }
      failures++;
      elapsedNanos += truth.failure().drawNanos(times);
      long noticedNanos = startNanos + elapsedNanos;
      avoided.merge(
          name, new Avoided(noticedNanos, noticedNanos + truth.avoid().toNanos()), Avoided::with);
      left.remove(name);
      return false;
    }

    /** The best first; of equals the one that the truth names first. */
    private Comparator<String> best() {
      Comparator<String> cheapest = Comparator.comparingLong(name -> wish.microdollars(of(name)));
      Comparator<String> finest = Comparator.comparingDouble(name -> -of(name).quality());
      return wish.cheapest() || careless ? cheapest : finest.thenComparing(cheapest);
    }

    private Comparator<String> dearest() {
      return Comparator.comparingLong(name -> -wish.microdollars(of(name)));
    }

    private Choice by(String chosen, boolean failedOver) {
      List<String> fitting =
          names.stream()
              .filter(name -> of(name).quality() >= wish.quality())
              .filter(name -> name.equals(chosen) || !of(name).outage().lasts(startNanos))
              .toList();
      boolean right =
          of(chosen).quality() >= wish.quality() && Collections.min(fitting, best()).equals(chosen);
      String last = wish.session().isEmpty() ? null : lastOfSession.put(wish.session(), chosen);
      boolean switched = failedOver || (last != null && !last.equals(chosen));
      return made(chosen, right, switched, wish.microdollars(of(chosen)));
    }

    private Choice none() {
      return made("", false, false, 0);
    }

    private Choice made(String chosen, boolean right, boolean switched, long microdollars) {
      boolean recovered = failures > 0 && !chosen.isEmpty();
      long baseline = wish.microdollars(of(Collections.min(names, dearest())));
      return new Choice(
          chosen,
          right,
          decisionNanos,
          providerNanos,
          elapsedNanos,
          chosen.isEmpty() ? Math.max(0, failures - 1) : failures,
          recovered ? elapsedNanos - providerNanos - failedFromNanos : 0,
          switched,
          microdollars,
          baseline);
    }
  }
}
