package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.agentkit.Liquidity;
import dev.loadstone.testbed.agentkit.Liquidity.Position;
import dev.loadstone.testbed.agentkit.Pools;
import dev.loadstone.testbed.agentkit.Pools.Path;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Two exchanges of tokens, and what notices that their prices differ: Symphony, which looks for the
 * best way through several pools, and DragonSwap, which has one pool for two tokens.
 */
final class ExchangeRoutes {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final long FEE_PARTS = 3_000;
  private static final double FEES = 0.006;
  private static final double HUNDRED = 100;
  private static final int VALID_SECONDS = 60;

  private ExchangeRoutes() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.ofEntries(
        Map.entry(Routes.SYMPHONY_QUOTE, call -> swap(call, ExchangeRoutes::quote)),
        Map.entry(Routes.SYMPHONY_ROUTES, call -> swap(call, ExchangeRoutes::routes)),
        Map.entry(Routes.SYMPHONY_EXECUTE, call -> swap(call, ExchangeRoutes::execute)),
        Map.entry(Routes.DRAGONSWAP_QUOTE, call -> swap(call, ExchangeRoutes::dragonQuote)),
        Map.entry(Routes.DRAGONSWAP_SWAP, call -> swap(call, ExchangeRoutes::dragonSwap)),
        Map.entry(Routes.LIQUIDITY_ADD, call -> KitBodies.read(call, ExchangeRoutes::add)),
        Map.entry(Routes.LIQUIDITY_REMOVE, call -> KitBodies.read(call, ExchangeRoutes::remove)),
        Map.entry(Routes.LIQUIDITY_COLLECT, call -> KitBodies.read(call, ExchangeRoutes::collect)),
        Map.entry(Routes.ARBITRAGE, call -> swap(call, ExchangeRoutes::arbitrage)));
  }

  /** What is to be swapped. */
  private record Swap(String in, String out, BigInteger amount, JsonScalars body) {}

  private static Answer swap(Call call, BiFunction<Call, Swap, Answer> answer) {
    return KitBodies.read(
        call,
        (same, body) -> {
          String in = body.text("tokenIn");
          String out = body.text("tokenOut");
          Optional<BigInteger> amount = KitBodies.amount(body, "amountIn");
          if (in.isEmpty() || out.isEmpty() || amount.isEmpty()) {
            return KitBodies.lacks("tokenIn, tokenOut and amountIn are needed");
          }
          if (!Pools.has(in) || !Pools.has(out) || in.equals(out)) {
            return Answer.error(404, "unknown_token", "no pools for " + in + " and " + out);
          }
          return answer.apply(call, new Swap(in, out, amount.get(), body));
        });
  }

  /** Returns an amount times one and a share, in millionths. */
  private static BigInteger times(BigInteger amount, double factor) {
    return amount.multiply(BigInteger.valueOf(Math.round(factor * 1e6))).divide(MILLION);
  }

  // --- Symphony

  private static Path best(Swap swap) {
    return Pools.paths(swap.in, swap.out, swap.amount).getFirst();
  }

  private static void route(JsonText json, Swap swap, Path path) {
    json.open().field("id", String.join("-", path.tokens())).name("path").openList();
    path.tokens().forEach(json::value);
    json.closeList().field("amountIn", swap.amount.toString());
    json.field("amountOut", path.out().toString()).field("gasEstimate", path.gas()).close();
  }

  private static Answer quote(Call call, Swap swap) {
    String asked = swap.body.text("slippagePercent");
    double percent = asked.matches("\\d{1,2}(\\.\\d{1,4})?") ? Double.parseDouble(asked) : 0.5;
    Path path = best(swap);
    JsonText json = new JsonText().open().name("route");
    route(json, swap, path);
    json.field("slippageAdjustedAmountOut", times(path.out(), 1 - percent / HUNDRED).toString());
    return Answer.json(200, json.field("validForSeconds", VALID_SECONDS).close().toString());
  }

  private static Answer routes(Call call, Swap swap) {
    List<Path> paths = Pools.paths(swap.in, swap.out, swap.amount);
    boolean poor = paths.size() > 1 && call.random().nextDouble() < call.kit().truth().poorRoutes();
    call.extras().count(poor ? "poor_routes" : "best_routes");
    JsonText json = new JsonText().open().name("routes").openList();
    for (Path path : paths) {
      route(json, swap, path);
    }
    json.closeList().name("bestRoute");
    route(json, swap, poor ? paths.getLast() : paths.getFirst());
    return Answer.json(200, json.close().toString());
  }

  private static Answer execute(Call call, Swap swap) {
    return executed(call, swap, best(swap));
  }

  private static Answer executed(Call call, Swap swap, Path path) {
    BigInteger out = times(path.out(), 1 - call.kit().truth().slippage());
    Optional<BigInteger> least = KitBodies.amount(swap.body, "amountOutMinimum");
    if (least.isPresent() && out.compareTo(least.get()) < 0) {
      call.extras().count("slipped");
      return Answer.error(409, "slippage", "it gives " + out + ", not " + least.get());
    }
    long gas = Math.round(path.gas() * (1 + call.kit().truth().gasOverrun()));
    call.extras().count("swaps");
    call.extras().add("gas_told", path.gas());
    call.extras().add("gas_used", gas);
    JsonText json = new JsonText().open().field("txHash", KitBodies.hash(call.random()));
    json.name("route");
    route(json, swap, path);
    json.field("actualAmountIn", swap.amount.toString());
    json.field("actualAmountOut", out.toString()).field("gasUsed", gas);
    return Answer.json(200, json.field("effectiveGasPrice", 1).close().toString());
  }

  // --- DragonSwap

  private static Optional<Path> dragon(Call call, Swap swap) {
    double factor = 1 + call.kit().truth().spread();
    return Pools.direct(swap.in, swap.out, swap.amount)
        .map(path -> new Path(path.tokens(), times(path.out(), factor), path.gas()));
  }

  private static Answer noPool(Swap swap) {
    return Answer.error(404, "no_pool", "no pool of " + swap.in + " and " + swap.out);
  }

  private static Answer dragonQuote(Call call, Swap swap) {
    return dragon(call, swap)
        .map(path -> {
          JsonText json = new JsonText().open().field("amountOut", path.out().toString());
          json.field("fee", FEE_PARTS).field("gasEstimate", path.gas());
          return Answer.json(200, json.close().toString());
        })
        .orElseGet(() -> noPool(swap));
  }

  private static Answer dragonSwap(Call call, Swap swap) {
    return dragon(call, swap).map(path -> executed(call, swap, path)).orElseGet(() -> noPool(swap));
  }

  private static Answer add(Call call, JsonScalars body) {
    Optional<BigInteger> first = KitBodies.amount(body, "amountA");
    Optional<BigInteger> second = KitBodies.amount(body, "amountB");
    if (first.isEmpty() || second.isEmpty() || body.text("user").isEmpty()) {
      return KitBodies.lacks("user, amountA and amountB are needed");
    }
    String id = "position-" + call.number();
    Position position = new Position(body.text("user"), first.get(), second.get());
    call.kit().liquidity().add(id, position);
    return position(call, id, position, first.get(), second.get());
  }

  private static Answer remove(Call call, JsonScalars body) {
    String id = body.text("positionId");
    Position position = call.kit().liquidity().remove(id);
    return position == null
        ? unknown(id)
        : position(call, id, position, position.first(), position.second());
  }

  /** Gives what the position earned: a fee of one swap of all that is in it. */
  private static Answer collect(Call call, JsonScalars body) {
    String id = body.text("positionId");
    Liquidity all = call.kit().liquidity();
    Position position = all.position(id);
    return position == null
        ? unknown(id)
        : position(
            call,
            id,
            position,
            times(position.first(), FEE_PARTS / 1e6),
            times(position.second(), FEE_PARTS / 1e6));
  }

  private static Answer unknown(String id) {
    return Answer.error(404, "unknown_position", "no position " + id);
  }

  private static Answer position(
      Call call, String id, Position position, BigInteger first, BigInteger second) {
    JsonText json = new JsonText().open().field("txHash", KitBodies.hash(call.random()));
    json.field("positionId", id).field("liquidity", position.liquidity().toString());
    json.field("amountA", first.toString()).field("amountB", second.toString());
    return Answer.json(200, json.close().toString());
  }

  // --- both together

  /** Tells what is to be earned by buying on one exchange and selling on the other. */
  private static Answer arbitrage(Call call, Swap swap) {
    double spread = call.kit().truth().spread();
    boolean there = spread > FEES && Pools.direct(swap.in, swap.out, swap.amount).isPresent();
    boolean missed = there && call.random().nextDouble() < call.kit().truth().missedArbitrage();
    if (there) {
      call.extras().count(missed ? "arbitrage_missed" : "arbitrage_found");
    }
    JsonText json = new JsonText().open().name("opportunities").openList();
    if (there && !missed) {
      json.open().field("buy", "symphony").field("sell", "dragonswap");
      json.field("profitPercent", BigDecimal.valueOf(Math.round((spread - FEES) * 1e6), 4));
      json.close();
    }
    json.closeList().field("count", there && !missed ? 1 : 0);
    return Answer.json(200, json.close().toString());
  }
}
