package dev.loadstone.core.quantity;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Data sizes as written in plans: {@code 512B}, {@code 1MB} (10⁶ bytes), {@code 64KiB} (2¹⁶ bytes).
 */
public final class DataSizes {
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kKMGT]?i?B)");
  private static final Map<String, Long> BYTES_PER_UNIT =
      Map.of(
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);

  private static final double THOUSAND = 1_000;

  private DataSizes() {}

  /**
   * Parses a data size.
   *
   * @param text a number with B, KB, MB, GB, TB (powers of 1000) or KiB, MiB, GiB, TiB (powers of
   *     1024); {@code 0} needs no unit
   * @return bytes, at least 0; a fraction of a byte is cut off
   * @throws QuantityFormatException if the text is anything else
   */
  public static long parse(String text) {
    if (text.strip().equals("0")) {
      return 0;
    }
    Matcher size = SIZE.matcher(text.strip());
    Long unit = size.matches() ? BYTES_PER_UNIT.get(size.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw QuantityFormatException.expecting(
          "a data size", text, "Write it with a unit: 512B, 64KB, 1MB or 2GB.");
    }
    return Decimals.wholeProduct(size.group(1), unit)
        .orElseGet(() -> Decimals.product(size.group(1), unit).longValue());
  }

  /**
   * Prints bytes for a person, in powers of 1000.
   *
   * @param bytes any number; one that is not finite prints as {@code –}
   * @return for example {@code 1.25 MB}
   */
  public static String human(double bytes) {
    if (!Double.isFinite(bytes)) {
      return "–";
    }
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    String number = Decimals.significant(bytes, 0);
    while (Math.abs(Double.parseDouble(number)) >= THOUSAND && unit < units.length - 1) {
      unit++;
      number = Decimals.significant(bytes, -3 * unit);
    }
    return number + " " + units[unit];
  }
}
