package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.truth.SplitMix64;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the bodies of an agent with a wallet have in common. */
final class KitBodies {
  private static final int HASH_WORDS = 4;
  private static final double WORD = 0x1.0p63;

  private KitBodies() {}

  /** Answers with the help of a body; 400 if it is no JSON object. */
  static Answer read(Call call, BiFunction<Call, JsonScalars, Answer> answer) {
    return JsonScalars.read(call.body())
        .map(body -> answer.apply(call, body))
        .orElseGet(() -> Answer.error(400, "bad_request", "the body must be a JSON object"));
  }

  /** Returns a whole number above 0 of a token's smallest units; empty if there is none. */
  static Optional<BigInteger> amount(JsonScalars body, String name) {
    return Optional.of(body.text(name))
        .filter(text -> text.matches("\\d{1,30}"))
        .map(BigInteger::new)
        .filter(amount -> amount.signum() > 0);
  }

  /** Returns an answer to a request that lacks something. */
  static Answer lacks(String what) {
    return Answer.error(400, "bad_request", what);
  }

  /** Returns what a transaction could be called. */
  static String hash(SplitMix64 random) {
    StringBuilder hash = new StringBuilder("0x");
    for (int i = 0; i < HASH_WORDS; i++) {
      hash.append(String.format("%016x", (long) (random.nextDouble() * WORD)));
    }
    return hash.toString();
  }
}
