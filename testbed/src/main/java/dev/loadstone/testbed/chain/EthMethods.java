package dev.loadstone.testbed.chain;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The methods of an EVM node, as far as a load generator needs them.
 *
 * <p><b>Source:</b> Ethereum execution APIs (github.com/ethereum/execution-apis), schema of {@code
 * eth_*}: quantities are hexadecimal without leading zeros, data has two digits for each byte.
 */
final class EthMethods {
  /** Stands for JSON's null. */
  static final Object NOTHING = new Object();

  private static final int REJECTED = -32_000;
  private static final long MILLION = 1_000_000;

  private final Chain chain;

  EthMethods(Chain chain) {
    this.chain = chain;
  }

  /** Returns the result of a call; empty if there is no such method. */
  Optional<Object> call(String method, JsonArray params) {
    return Optional.ofNullable(
        switch (method) {
          case "eth_chainId" -> hex(Chain.ID);
          case "net_version" -> Long.toString(Chain.ID);
          case "eth_blockNumber" -> hex(chain.blockNumber());
          case "eth_gasPrice" -> hex(Chain.GAS_PRICE);
          case "eth_maxPriorityFeePerGas" -> "0x0";
          case "eth_getBalance" -> hex(chain.balance(address(params)));
          case "eth_getTransactionCount" ->
              hex(chain.nextNonce(address(params), "pending".equals(params.getValue(1))));
          case "eth_getBlockByNumber" -> block(params.getString(0));
          case "eth_estimateGas" -> hex(estimate(params.getJsonObject(0)));
          case "eth_call" -> "0x" + "0".repeat(63) + "1";
          case "eth_sendRawTransaction" -> send(params.getString(0));
          case "eth_getTransactionReceipt" ->
              chain.receipt(params.getString(0)).<Object>map(this::receipt).orElse(NOTHING);
          default -> null;
        });
  }

  private static String address(JsonArray params) {
    String address = params.getString(0);
    if (address == null || !address.matches("0x[0-9a-fA-F]{40}")) {
      throw new IllegalArgumentException("not an address: " + address);
    }
    return address.toLowerCase(Locale.ROOT);
  }

  private long estimate(@Nullable JsonObject transaction) {
    if (transaction == null) {
      throw new IllegalArgumentException("no transaction");
    }
    Object data = transaction.getValue("input", transaction.getValue("data"));
    String text = data == null ? "" : data.toString();
    return chain.estimate(RawTransactions.dataGas(text), RawTransactions.calls(text));
  }

  private String send(@Nullable String raw) {
    ChainTransaction transaction = RawTransactions.decode(raw == null ? "" : raw);
    try {
      chain.submit(transaction);
    } catch (RejectedException rejected) {
      throw new RpcException(REJECTED, rejected.why());
    }
    return transaction.hash();
  }

  private JsonObject receipt(Receipt receipt) {
    ChainTransaction transaction = receipt.transaction();
    return new JsonObject()
        .put("transactionHash", transaction.hash())
        .put("transactionIndex", hex(receipt.index()))
        .put("blockHash", hash(receipt.block()))
        .put("blockNumber", hex(receipt.block()))
        .put("from", transaction.from())
        .put("to", transaction.to())
        .put("gasUsed", hex(chain.gasUsed(transaction)))
        .put("effectiveGasPrice", hex(Chain.GAS_PRICE))
        .put("status", receipt.reverted() ? "0x0" : "0x1")
        .put("logs", new JsonArray());
  }

  private Object block(@Nullable String tag) {
    long newest = chain.blockNumber();
    long number =
        switch (tag == null ? "" : tag) {
          case "latest", "safe", "finalized", "pending" -> newest;
          case "earliest" -> 0;
          default -> number(tag);
        };
    return number > newest ? NOTHING : head(number);
  }

  /** Returns a block that was made. */
  JsonObject head(long number) {
    return new JsonObject()
        .put("number", hex(number))
        .put("hash", hash(number))
        .put("parentHash", hash(number - 1))
        .put("timestamp", hex(chain.madeNanos(number) / 1000 / MILLION))
        .put("gasLimit", hex(chain.blockGas()))
        .put("transactionCount", hex(number == 0 ? 0 : chain.transactions(number)));
  }

  private static long number(@Nullable String tag) {
    if (tag == null || !tag.matches("0x[0-9a-fA-F]{1,15}")) {
      throw new IllegalArgumentException("not a block: " + tag);
    }
    return Long.parseLong(tag.substring(2), 16);
  }

  /** Blocks have no content to be hashed; what stands for it is their number. */
  private static String hash(long block) {
    return "0x" + String.format("%064x", Math.max(0, block));
  }

  private static String hex(long quantity) {
    return "0x" + Long.toHexString(quantity);
  }

  private static String hex(BigInteger quantity) {
    return "0x" + quantity.toString(16);
  }
}
