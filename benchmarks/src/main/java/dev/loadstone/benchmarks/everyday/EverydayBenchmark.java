package dev.loadstone.benchmarks.everyday;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Sorting, searching, grouping, hashing and the like, on data that is always the same. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EverydayBenchmark {
  private static final int WORDS = 1_000;
  private static final Pattern MAIL = Pattern.compile("[a-z]+(\\.[a-z0-9]+)*@[a-z]+\\.(org|com)");
  private static final List<IntUnaryOperator> STEPS =
      List.of(i -> i + 1, i -> i * 31, i -> i ^ 0x5555, i -> Integer.rotateLeft(i, 7), i -> -i);

  private final List<String> words = new ArrayList<>();
  private final byte[] text;
  private final byte[] packed = new byte[1 << 16];
  private final Map<Integer, String> kept = new TreeMap<>();
  private final BigInteger prime = BigInteger.TWO.pow(521).subtract(BigInteger.ONE);
  private int round;

  /** Makes the data. */
  public EverydayBenchmark() {
    Random random = new Random(42);
    for (int i = 0; i < WORDS; i++) {
      words.add("w" + random.nextInt(100_000) + (i % 7 == 0 ? ".x@mail.org" : ""));
    }
    text = String.join(" ", words).getBytes(StandardCharsets.UTF_8);
  }

  /** Sorts a copy of a thousand words. */
  @Benchmark
  public List<String> sort_words() {
    List<String> copy = new ArrayList<>(words);
    Collections.sort(copy);
    return copy;
  }

  /** Counts the words that are mail addresses. */
  @Benchmark
  public int match_addresses() {
    int found = 0;
    for (String word : words) {
      found += MAIL.matcher(word).find() ? 1 : 0;
    }
    return found;
  }

  /** Groups the words by their length. */
  @Benchmark
  public Map<Integer, Long> group_byLength() {
    return words.stream().collect(Collectors.groupingBy(String::length, Collectors.counting()));
  }

  /** Adds to a tree that grows to 200,000 entries, and then replaces them. */
  @Benchmark
  public int keep_inAGrowingTree() {
    for (int i = 0; i < 100; i++) {
      round = (round + 1) % 200_000;
      kept.put(round * 7919, words.get(round % WORDS));
    }
    return kept.size();
  }

  /** Hashes a text of some ten thousand bytes in two ways. */
  @Benchmark
  public long hash_text() throws NoSuchAlgorithmException {
    CRC32 crc = new CRC32();
    crc.update(text);
    return crc.getValue() ^ MessageDigest.getInstance("SHA-256").digest(text)[0];
  }

  /** Compresses the text. */
  @Benchmark
  public int deflate_text() {
    Deflater deflater = new Deflater();
    deflater.setInput(text);
    deflater.finish();
    int length = deflater.deflate(packed);
    deflater.end();
    return length;
  }

  /** Raises a number to a power modulo a prime of 521 bits. */
  @Benchmark
  public BigInteger power_moduloAPrime() {
    return BigInteger.valueOf(65_537).modPow(prime.shiftRight(1), prime);
  }

  /** Calls functions through one call site, which first has one of them and later five. */
  @Benchmark
  public int call_manyKinds() {
    round++;
    int kinds = Math.clamp(round / 20_000, 1, STEPS.size());
    int value = round;
    for (int i = 0; i < WORDS; i++) {
      value = STEPS.get(i % kinds).applyAsInt(value);
    }
    return value;
  }
}
