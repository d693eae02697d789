package dev.loadstone.testbed.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.agentkit.AgentKit;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.Truth;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the services of an agent with a wallet answer. */
class KitRoutesTest {
  private static final String SWAP =
      "{\"tokenIn\":\"SEI\",\"tokenOut\":\"ATOM\",\"amountIn\":\"1000000\"%s}";
  private static final String PAIR =
      "{\"tokenIn\":\"SEI\",\"tokenOut\":\"USDC\",\"amountIn\":\"1000000\"}";

  private long number;

  private static AgentKit kit(String laws) {
    return new AgentKit(Truth.parse("truth.yaml", "kit: {" + laws + "}").kit());
  }

  private Answer ask(AgentKit kit, Route route, String body, String... path) {
    return new CallSample(number++, body, path).kit(kit).at(route);
  }

  private JsonObject json(AgentKit kit, Route route, String body, String... path) {
    return new JsonObject(ask(kit, route, body, path).body());
  }

  @Test
  void routes_throughOnePoolAndTwo_areToldBestFirst() {
    JsonObject told = json(kit("slippage: 0%"), Routes.SYMPHONY_ROUTES, SWAP.formatted(""));

    // 1 SEI is 0.4 USDC, 8 USDC are an ATOM; the direct pool gives 0.049 ATOM; each takes 0.3 %
    assertThat(told.getJsonArray("routes").getJsonObject(0).getString("amountOut"))
        .isEqualTo("49700");
    assertThat(told.getJsonArray("routes").getJsonObject(1).getString("amountOut"))
        .isEqualTo("48852");
    assertThat(told.getJsonObject("bestRoute").getJsonArray("path"))
        .containsExactly("SEI", "USDC", "ATOM");
    assertThat(told.getJsonObject("bestRoute").getLong("gasEstimate")).isEqualTo(250_000);
  }

  @Test
  void routes_thatArePoor_nameTheWorst() {
    JsonObject told = json(kit("poorRoutes: 100%"), Routes.SYMPHONY_ROUTES, SWAP.formatted(""));

    assertThat(told.getJsonObject("bestRoute").getString("amountOut")).isEqualTo("48852");
  }

  @Test
  void execution_withSlippageAndMoreGas_givesLessThanQuotedOrNothing() {
    AgentKit kit = kit("slippage: 1%, gasOverrun: 20%");
    JsonObject quote = json(kit, Routes.SYMPHONY_QUOTE, SWAP.formatted(""));
    JsonObject done = json(kit, Routes.SYMPHONY_EXECUTE, SWAP.formatted(""));
    Answer slipped =
        ask(
            kit,
            Routes.SYMPHONY_EXECUTE,
            SWAP.formatted(",\"amountOutMinimum\":\"%s\"")
                .formatted(quote.getString("slippageAdjustedAmountOut")));

    assertThat(quote.getJsonObject("route").getString("amountOut")).isEqualTo("49700");
    assertThat(quote.getString("slippageAdjustedAmountOut")).isEqualTo("49451");
    assertThat(done.getString("actualAmountOut")).isEqualTo("49203");
    assertThat(done.getLong("gasUsed")).isEqualTo(300_000);
    assertThat(done.getString("txHash")).matches("0x[0-9a-f]{64}");
    assertThat(slipped.status()).isEqualTo(409);
  }

  @Test
  void arbitrage_isFoundWherePricesDifferByMoreThanTheFees() {
    assertThat(json(kit("spread: 2%"), Routes.DRAGONSWAP_QUOTE, PAIR).getString("amountOut"))
        .isEqualTo("406774");
    assertThat(json(kit("spread: 2%"), Routes.SYMPHONY_QUOTE, PAIR).encode())
        .contains("\"amountOut\":\"398799\"");
    assertThat(ask(kit("spread: 2%"), Routes.ARBITRAGE, PAIR).body().toString())
        .isEqualTo(
            "{\"opportunities\":[{\"buy\":\"symphony\",\"sell\":\"dragonswap\",\"profitPercent\":1.4000}],"
                + "\"count\":1}");
    assertThat(json(kit("spread: 0.5%"), Routes.ARBITRAGE, PAIR).getInteger("count")).isZero();
    assertThat(
            json(kit("spread: 2%, missedArbitrage: 100%"), Routes.ARBITRAGE, PAIR)
                .getInteger("count"))
        .isZero();
  }

  @Test
  void position_isGivenBackOnceAsItWasPutIn() {
    AgentKit kit = kit("slippage: 0%");
    JsonObject added =
        json(
            kit,
            Routes.LIQUIDITY_ADD,
            "{\"user\":\"u\",\"amountA\":\"400000\",\"amountB\":\"1000000\"}");
    String body = "{\"positionId\":\"" + added.getString("positionId") + "\"}";

    assertThat(added.getString("liquidity")).isEqualTo("632455");
    assertThat(json(kit, Routes.LIQUIDITY_COLLECT, body).getString("amountA")).isEqualTo("1200");
    assertThat(json(kit, Routes.LIQUIDITY_REMOVE, body).getString("amountB")).isEqualTo("1000000");
    assertThat(ask(kit, Routes.LIQUIDITY_REMOVE, body).status()).isEqualTo(404);
  }

  @Test
  void lending_keepsAccountsAndTheirSecurity() {
    AgentKit kit = kit("slippage: 0%");
    String body = "{\"userAddress\":\"u\",\"amount\":\"%s\"}";
    ask(kit, Routes.YEI_SUPPLY, body.formatted(1_000));
    ask(kit, Routes.YEI_BORROW, body.formatted(500));

    assertThat(ask(kit, Routes.YEI_ACCOUNT, "", "u").body().toString())
        .isEqualTo(
            "{\"user\":\"u\",\"totalCollateral\":\"1000\",\"totalDebt\":\"500\","
                + "\"availableBorrows\":\"300\",\"healthFactor\":1.6000}");
    assertThat(ask(kit, Routes.YEI_BORROW, body.formatted(301)).status()).isEqualTo(409);
    assertThat(ask(kit, Routes.YEI_WITHDRAW, body.formatted(1_000)).status()).isEqualTo(409);
    assertThat(json(kit, Routes.YEI_REPAY, body.formatted(600)).getString("totalDebt"))
        .isEqualTo("0");
    assertThat(json(kit, Routes.YEI_WITHDRAW, body.formatted(1_000)).getString("totalCollateral"))
        .isEqualTo("0");
    assertThat(json(kit, Routes.PORTFOLIO, "{\"user_id\":\"u\"}").getJsonObject("lending"))
        .isNotNull();
  }

  @Test
  void context_isQuickerFromTheCacheAndLongerWithEveryMessage() {
    AgentKit kit =
        kit(
            "memory: {cache: 1, hit: {law: constant, value: 2ms}, miss: {law: constant, value: 30ms}, perMessage: 1ms}");
    ask(kit, Routes.MEMORY_ADD, "{\"content\":\"Hello\"}", "a");
    Answer first = ask(kit, Routes.MEMORY_CONTEXT, "", "a");
    Answer again = ask(kit, Routes.MEMORY_CONTEXT, "", "a");
    Answer other = ask(kit, Routes.MEMORY_CONTEXT, "", "b");
    Answer pushedOut = ask(kit, Routes.MEMORY_CONTEXT, "", "a");

    assertThat(first.body().toString())
        .isEqualTo("{\"total\":1,\"cached\":false,\"messages\":[\"Hello\"]}");
    assertThat(List.of(first, again, other, pushedOut))
        .extracting(answer -> answer.later().nanos() / 1_000_000)
        .containsExactly(31L, 3L, 30L, 31L);
  }

  @Test
  void conversation_notUsedForLongest_isForgottenForAnother() {
    AgentKit kit = kit("memory: {conversations: 2}");
    for (String session : List.of("a", "b", "a", "c")) {
      ask(kit, Routes.MEMORY_ADD, "{\"content\":\"x\"}", session);
    }

    assertThat(json(kit, Routes.MEMORY_CONTEXT, "", "a").getInteger("total")).isEqualTo(2);
    assertThat(json(kit, Routes.MEMORY_CONTEXT, "", "b").getInteger("total")).isZero();
    assertThat(ask(kit, Routes.MEMORY_FORGET, "", "a").status()).isEqualTo(200);
    assertThat(ask(kit, Routes.MEMORY_FORGET, "", "a").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SEI|USDC|0|400",
        "SEI||1|400",
        "SEI|DOGE|1|404",
        "SEI|SEI|1|404",
      })
  void swap_thatCannotBe_isRefused(String in, String out, String amount, int status) {
    String body =
        "{\"tokenIn\":\"%s\",\"tokenOut\":\"%s\",\"amountIn\":\"%s\"}"
            .formatted(in, out == null ? "" : out, amount);

    assertThat(ask(kit("slippage: 0%"), Routes.SYMPHONY_QUOTE, body).status()).isEqualTo(status);
    assertThat(ask(kit("slippage: 0%"), Routes.SYMPHONY_QUOTE, "[]").status()).isEqualTo(400);
  }
}
