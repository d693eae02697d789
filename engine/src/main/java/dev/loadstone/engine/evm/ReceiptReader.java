package dev.loadstone.engine.evm;

import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What receipts say. Not thread-safe.
 *
 * <p><b>Source:</b> Ethereum execution APIs, {@code eth_getTransactionReceipt}: null before a block
 * has the transaction; status 0x1 for success and 0x0 for one that reverted (EIP-658).
 */
final class ReceiptReader {
  private static final JsonScanner.Path STATUS = path("status");
  private static final JsonScanner.Path GAS_USED = path("gasUsed");
  private static final JsonScanner.Path BLOCK = path("blockNumber");

  private final JsonScanner scanner = new JsonScanner();
  private final Bytes found = new Bytes();

  private static JsonScanner.Path path(String name) {
    return new JsonScanner.Path(new JsonPath("$." + name, List.of(new JsonPath.Member(name))));
  }

  /** Returns whether a JSON text is null. */
  static boolean isNull(Bytes json) {
    return json.length() == 4 && json.text().equals("null");
  }

  /** Returns the status; −1 if there is none. */
  long status(Bytes receipt) {
    return quantity(receipt, STATUS);
  }

  /** Returns the gas used; −1 if it does not say. */
  long gasUsed(Bytes receipt) {
    return quantity(receipt, GAS_USED);
  }

  /** Returns the block's number; −1 if it does not say. */
  long block(Bytes receipt) {
    return quantity(receipt, BLOCK);
  }

  private long quantity(Bytes receipt, JsonScanner.Path path) {
    found.clear();
    scanner.find(receipt.array(), receipt.length(), path, this::take);
    return Quantities.ofLong(found);
  }

  private boolean take(byte[] source, int from, int to, boolean string) {
    if (string) {
      found.append("\"").append(source, from, to).append("\"");
    }
    return true;
  }

  /** Returns whether a JSON text is this string of letters and digits. */
  static boolean isText(Bytes json, String text) {
    byte[] wanted = ("\"" + text + "\"").getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(json.array(), 0, json.length(), wanted, 0, wanted.length);
  }
}
