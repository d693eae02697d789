package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.agentkit.Lending;
import dev.loadstone.testbed.agentkit.Lending.Account;
import dev.loadstone.testbed.agentkit.Lending.Action;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** A lending market (Yei), and what somebody has. */
final class LendingRoutes {
  private static final BigInteger NO_DEBT = BigInteger.valueOf(1_000_000);
  private static final int DECIMALS = 4;

  private LendingRoutes() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(
        Routes.YEI_SUPPLY, call -> act(call, Action.SUPPLY),
        Routes.YEI_WITHDRAW, call -> act(call, Action.WITHDRAW),
        Routes.YEI_BORROW, call -> act(call, Action.BORROW),
        Routes.YEI_REPAY, call -> act(call, Action.REPAY),
        Routes.YEI_ACCOUNT, call -> account(call, call.parameters().getFirst()),
        Routes.PORTFOLIO, call -> KitBodies.read(call, LendingRoutes::portfolio));
  }

  private static Answer act(Call call, Action action) {
    return KitBodies.read(
        call,
        (same, body) -> {
          String user = body.text("userAddress");
          Optional<BigInteger> amount = KitBodies.amount(body, "amount");
          if (user.isEmpty() || amount.isEmpty()) {
            return KitBodies.lacks("userAddress and amount are needed");
          }
          Lending lending = call.kit().lending();
          return lending
              .act(user, action, amount.get())
              .map(account -> {
                JsonText json =
                    new JsonText().open().field("txHash", KitBodies.hash(call.random()));
                tell(json, account);
                return Answer.json(200, json.close().toString());
              })
              .orElseGet(() ->
                  Answer.error(409, "collateral", "what is supplied would not secure the debt"));
        });
  }

  /** Tells what Aave's getUserAccountData does. */
  private static void tell(JsonText json, Account account) {
    BigInteger free = account.limit().subtract(account.debt());
    json.field("totalCollateral", account.supplied().toString());
    json.field("totalDebt", account.debt().toString());
    json.field("availableBorrows", free.toString());
    json.field("healthFactor", health(account));
  }

  private static BigDecimal health(Account account) {
    return account.debt().signum() == 0
        ? new BigDecimal(NO_DEBT)
        : new BigDecimal(account.limit())
            .divide(new BigDecimal(account.debt()), DECIMALS, RoundingMode.DOWN);
  }

  private static Answer account(Call call, String user) {
    JsonText json = new JsonText().open().field("user", user);
    tell(json, call.kit().lending().account(user));
    return Answer.json(200, json.close().toString());
  }

  private static Answer portfolio(Call call, JsonScalars body) {
    String user = body.text("user_id");
    if (user.isEmpty()) {
      return KitBodies.lacks("user_id is needed");
    }
    JsonText json = new JsonText().open().field("user_id", user).name("lending").open();
    tell(json, call.kit().lending().account(user));
    json.close().name("balances").open();
    for (String token : new String[] {"SEI", "USDC", "ATOM"}) {
      json.field(token, Math.floorMod((user + token).hashCode(), 1_000_000));
    }
    return Answer.json(200, json.close().close().toString());
  }
}
