package dev.loadstone.engine.evm;

import dev.loadstone.engine.value.Bytes;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Quantities in JSON as EVM nodes write them.
 *
 * <p><b>Source:</b> Ethereum execution APIs, schema {@code uint}: 0x and hexadecimal digits.
 */
final class Quantities {
  private static final Pattern QUANTITY = Pattern.compile("\"0x([0-9a-fA-F]{1,64})\"");

  private Quantities() {}

  /** Returns the quantity that a JSON text is; null if it is none. */
  static @Nullable BigInteger of(Bytes json) {
    Matcher matcher = QUANTITY.matcher(json.text().strip());
    return matcher.matches() ? new BigInteger(matcher.group(1), 16) : null;
  }

  /** Returns a quantity below 2⁶³; −1 if it is none. */
  static long ofLong(Bytes json) {
    BigInteger quantity = of(json);
    return quantity == null || quantity.bitLength() > 63 ? -1 : quantity.longValueExact();
  }

  /** Returns whether a text is decimal digits, and not too many. */
  static boolean isDecimal(String text) {
    return text.matches("\\d{1,78}");
  }

  /** Returns decimal digits as a quantity. */
  static String text(String digits) {
    return "0x" + new BigInteger(digits).toString(16);
  }
}
