package dev.loadstone.testbed.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.market.Market;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the market of new tokens answers. */
class MarketRoutesTest {
  private static final String LAWS =
      """
      market:
        announcement: {law: constant, value: 60ms}
        swing: 400ms
        checker: {check: {law: constant, value: 80ms}}
        wallets: {delay: {law: constant, value: 20ms}}
        relay: {landing: {law: constant, value: 100ms}}
      """;
  private static final long MILLI = 1_000_000;

  private long now = 1_000 * MILLI;
  private final Market market = new Market(Truth.parse("truth.yaml", LAWS).market(), () -> now);

  private Answer send(Route route, long number, String body, String... path) {
    return new CallSample(number, body, path).market(market).at(route);
  }

  private static void assertAnswer(Answer answer, String body, long millis) {
    assertThat(answer.body().toString()).isEqualTo(body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.later().nanos()).isEqualTo(millis * MILLI);
  }

  @Test
  void token_isLaunchedSeenCheckedBoughtAndSold() {
    assertAnswer(
        send(Routes.LAUNCH, 4, "{\"liquidity\":50,\"course\":\"rise\"}"),
        "{\"token\":\"mint-4\",\"position\":\"none\"}",
        0);
    assertAnswer(
        send(Routes.POOL, 0, "", "mint-4"), "{\"token\":\"mint-4\",\"liquidity\":50.000}", 60);
    assertAnswer(
        send(Routes.HONEYPOT, 0, "{\"token\":\"mint-4\"}"),
        "{\"token\":\"mint-4\",\"honeypot\":false,\"risk\":15,\"cached\":false}",
        80);
    assertAnswer(
        send(Routes.HONEYPOT, 1, "{\"token\":\"mint-4\"}"),
        "{\"token\":\"mint-4\",\"honeypot\":false,\"risk\":15,\"cached\":true}",
        0);
    assertAnswer(send(Routes.WALLET, 0, "{\"agent\":\"a\"}"), "{\"wallet\":\"wallet-0\"}", 20);
    assertAnswer(
        send(Routes.BUNDLE, 7, "{\"token\":\"mint-4\",\"side\":\"buy\",\"wallet\":\"w\"}"),
        "{\"bundle\":\"bundle-7\",\"position\":\"pending\"}",
        0);
    assertAnswer(
        send(Routes.MEMPOOL, 0, "", "bundle-7"), "{\"bundle\":\"bundle-7\",\"public\":false}", 0);
    assertAnswer(
        send(Routes.NODE_PRIMARY, 0, confirmation("bundle-7")),
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"position\":\"landed\",\"price\":1.000}}",
        100);
    now += 300 * MILLI;
    assertAnswer(send(Routes.PRICE, 0, "", "mint-4"), "{\"token\":\"mint-4\",\"price\":2.000}", 0);
    send(Routes.BUNDLE, 8, "{\"token\":\"mint-4\",\"side\":\"sell\",\"wallet\":\"w\"}");
    assertAnswer(
        send(Routes.NODE_BACKUP, 0, confirmation("bundle-8")),
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"position\":\"landed\",\"price\":2.500}}",
        100);
  }

  private static String confirmation(String bundle) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"confirmTransaction\",\"params\":[\""
        + bundle
        + "\"]}";
  }

  @Test
  void honeypot_thatIsBought_isNeverSold() {
    send(Routes.LAUNCH, 0, "{\"liquidity\":50,\"honeypot\":true}");

    assertThat(send(Routes.HONEYPOT, 0, "{\"token\":\"mint-0\"}").body().toString())
        .contains("\"honeypot\":true,\"risk\":95");
    send(Routes.BUNDLE, 1, "{\"token\":\"mint-0\",\"side\":\"sell\",\"wallet\":\"w\"}");
    assertThat(send(Routes.NODE_PRIMARY, 0, confirmation("bundle-1")).body().toString())
        .contains("\"position\":\"dropped\"");
  }

  @Test
  void call_thatNoNodeKnows_isAnErrorOfJsonRpc() {
    assertThat(send(Routes.NODE_PRIMARY, 0, "{\"id\":\"x\",\"method\":\"no\"}").body().toString())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":{\"code\":-32601,\"message\":\"no method no\"}}");
    assertThat(send(Routes.NODE_PRIMARY, 0, confirmation("b")).body().toString())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32602,\"message\":\"no bundle b\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST /market/pools|{}|400",
        "POST /market/pools|[]|400",
        "POST /market/pools|{\"liquidity\":5,\"course\":\"up\"}|400",
        "GET /market/pools/{token}|{}|404",
        "POST /market/honeypot|{\"token\":\"no\"}|404",
        "POST /market/wallets|{}|400",
        "POST /market/bundles|{\"token\":\"no\",\"side\":\"buy\",\"wallet\":\"w\"}|404",
        "POST /market/bundles|{\"token\":\"mint-0\",\"side\":\"hold\",\"wallet\":\"w\"}|400",
        "POST /market/bundles|{\"token\":\"mint-0\",\"side\":\"buy\"}|400",
        "GET /market/mempool/{bundle}|{}|404",
        "GET /market/prices/{token}|{}|404",
      })
  void request_thatIsWrong_isRefused(String route, String body, int status) {
    send(Routes.LAUNCH, 0, "{\"liquidity\":50}");

    assertThat(send(Route.of(route), 0, body, "no").status()).isEqualTo(status);
  }
}
