package dev.loadstone.testbed.agentkit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pools of two tokens each, and the ways through them. They are so deep that no swap changes their
 * price; so the same amount gives the same, always.
 *
 * <p><b>Source:</b> constant product with a fee of 0.3 % (Uniswap v2): out = in·(1 − fee)·r₁ / (r₀
 * + in·(1 − fee)).
 */
public final class Pools {
  /** Gas of a swap through one pool, and through two, as aggregators tell it beforehand. */
  private static final long DIRECT_GAS = 150_000;

  private static final long TWO_HOP_GAS = 250_000;
  private static final BigInteger THOUSAND = BigInteger.valueOf(1_000);
  private static final BigInteger AFTER_FEE = BigInteger.valueOf(997);
  private static final List<Pool> ALL =
      List.of(
          Pool.of("SEI", "USDC", 50_000_000_000_000L, 20_000_000_000_000L),
          Pool.of("USDC", "ATOM", 20_000_000_000_000L, 2_500_000_000_000L),
          Pool.of("SEI", "ATOM", 1_000_000_000_000L, 49_000_000_000L));

  private Pools() {}

  /** Two tokens with what there is of each. */
  private record Pool(String first, String second, BigInteger ofFirst, BigInteger ofSecond) {
    static Pool of(String first, String second, long ofFirst, long ofSecond) {
      return new Pool(first, second, BigInteger.valueOf(ofFirst), BigInteger.valueOf(ofSecond));
    }

    boolean joins(String one, String other) {
      return (first.equals(one) && second.equals(other))
          || (first.equals(other) && second.equals(one));
    }

    BigInteger out(String in, BigInteger amount) {
      BigInteger here = first.equals(in) ? ofFirst : ofSecond;
      BigInteger there = first.equals(in) ? ofSecond : ofFirst;
      BigInteger taken = amount.multiply(AFTER_FEE);
      return taken.multiply(there).divide(here.multiply(THOUSAND).add(taken));
    }
  }

  /**
   * A way from one token to another.
   *
   * @param tokens on the way, both ends included
   * @param out what comes out
   * @param gas what it is told to use
   */
  public record Path(List<String> tokens, BigInteger out, long gas) {
    /** Copies the tokens. */
    public Path {
      tokens = List.copyOf(tokens);
    }
  }

  /** Returns whether there is a token of that name. */
  public static boolean has(String token) {
    return ALL.stream().anyMatch(pool -> pool.first.equals(token) || pool.second.equals(token));
  }

  /** Returns the way through the pool of two tokens; empty if they have none. */
  public static Optional<Path> direct(String in, String out, BigInteger amount) {
    Pool pool = between(in, out);
    return pool == null
        ? Optional.empty()
        : Optional.of(new Path(List.of(in, out), pool.out(in, amount), DIRECT_GAS));
  }

  /** Returns all ways through one pool or two, the best first. */
  public static List<Path> paths(String in, String out, BigInteger amount) {
    List<Path> paths = new ArrayList<>();
    direct(in, out, amount).ifPresent(paths::add);
    for (String over : List.of("SEI", "USDC", "ATOM")) {
      Pool first = between(in, over);
      Pool second = between(over, out);
      if (!over.equals(in) && !over.equals(out) && first != null && second != null) {
        BigInteger half = first.out(in, amount);
        paths.add(new Path(List.of(in, over, out), second.out(over, half), TWO_HOP_GAS));
      }
    }
    paths.sort(Comparator.comparing(Path::out).reversed());
    return paths;
  }

  private static @Nullable Pool between(String one, String other) {
    return ALL.stream().filter(pool -> pool.joins(one, other)).findFirst().orElse(null);
  }
}
