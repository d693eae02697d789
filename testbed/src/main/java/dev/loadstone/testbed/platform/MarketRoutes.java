package dev.loadstone.testbed.platform;

import dev.loadstone.core.document.Fields;
import dev.loadstone.testbed.ledger.ExtraRecorder;
import dev.loadstone.testbed.market.Bundle;
import dev.loadstone.testbed.market.Course;
import dev.loadstone.testbed.market.Market;
import dev.loadstone.testbed.market.Pool;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The routes of a market of new tokens: pools, the honeypot checker, wallets, the relay of bundles,
 * the public mempool, two nodes that tell what became of bundles, and prices.
 */
final class MarketRoutes {
  private static final int RISK_OF_HONEYPOT = 95;
  private static final int RISK_OF_OTHERS = 15;
  private static final int THOUSAND = 1_000;
  private static final int METHOD_NOT_FOUND = -32_601;
  private static final int INVALID_PARAMS = -32_602;

  private MarketRoutes() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(
        Routes.LAUNCH, call -> read(call, MarketRoutes::launch),
        Routes.POOL, MarketRoutes::pool,
        Routes.HONEYPOT, call -> read(call, MarketRoutes::honeypot),
        Routes.WALLET, call -> read(call, MarketRoutes::wallet),
        Routes.BUNDLE, call -> read(call, MarketRoutes::bundle),
        Routes.MEMPOOL, MarketRoutes::mempool,
        Routes.NODE_PRIMARY, call -> read(call, MarketRoutes::confirm),
        Routes.NODE_BACKUP, call -> read(call, MarketRoutes::confirm),
        Routes.PRICE, MarketRoutes::price);
  }

  private static Answer read(Call call, BiFunction<Call, JsonScalars, Answer> answer) {
    return JsonScalars.read(call.body())
        .map(body -> answer.apply(call, body))
        .orElseGet(() -> Answer.error(400, "bad_request", "the body must be a JSON object"));
  }

  private static Answer unknown(String what, String name) {
    return Answer.error(404, "unknown_" + what, "no " + what + " " + name);
  }

  private static Answer launch(Call call, JsonScalars body) {
    String liquidity = body.text("liquidity");
    String course = body.text("course");
    Optional<Course> asked =
        Arrays.stream(Course.values()).filter(one -> Fields.spelling(one).equals(course)).findAny();
    if (!liquidity.matches("\\d{1,9}") || (asked.isEmpty() && !course.isEmpty())) {
      return Answer.error(
          400,
          "bad_request",
          "liquidity must be a whole number below 1000000000, course rise, fall or rug");
    }
    boolean honeypot = body.text("honeypot").equals("true");
    Pool pool =
        call.market()
            .launch(
                call.number(),
                Long.parseLong(liquidity),
                honeypot,
                asked,
                call.random(),
                call.times());
    call.extras().count(honeypot ? "honeypots" : "honest");
    call.extras().add("wrong_liquidity", pool.isWrong() ? 1 : 0);
    call.extras().add("misjudged", pool.isMisjudged() ? 1 : 0);
    call.extras().time("announcement", pool.announcementNanos());
    JsonText json = new JsonText().open().field("token", pool.token());
    return Answer.json(200, json.field("position", "none").close().toString());
  }

  private static Answer pool(Call call) {
    String token = call.parameters().getFirst();
    Pool pool = call.market().pool(token);
    if (pool == null) {
      return unknown("token", token);
    }
    JsonText json = new JsonText().open().field("token", token);
    json.fieldThousandths("liquidity", thousandths(call.market().liquidity(pool)));
    long hidden = call.market().hiddenNanos(pool);
    Answer answer = Answer.json(200, json.close().toString());
    return hidden > 0 ? answer.later(hidden, false) : answer;
  }

  private static Answer honeypot(Call call, JsonScalars body) {
    Pool pool = call.market().pool(body.text("token"));
    if (pool == null) {
      return unknown("token", body.text("token"));
    }
    Market.Finding found = call.market().check(pool, call.times());
    ExtraRecorder extras = call.extras();
    extras.count(found.remembered() ? "remembered" : "checked");
    extras.add("missed", pool.isHoneypot() && !found.honeypot() ? 1 : 0);
    extras.add("false_alarms", !pool.isHoneypot() && found.honeypot() ? 1 : 0);
    if (!found.remembered()) {
      extras.time("check_time", found.nanos());
    }
    JsonText json = new JsonText().open().field("token", pool.token());
    json.field("honeypot", found.honeypot());
    json.field("risk", found.honeypot() ? RISK_OF_HONEYPOT : RISK_OF_OTHERS);
    json.field("cached", found.remembered());
    return Answer.json(200, json.close().toString()).later(found.nanos(), false);
  }

  private static Answer wallet(Call call, JsonScalars body) {
    String agent = body.text("agent");
    if (agent.isEmpty()) {
      return Answer.error(400, "bad_request", "agent must not be empty");
    }
    Market.Turn turn = call.market().wallet(agent, call.random(), call.times());
    call.extras().count(turn.reused() ? "reused" : "rotated");
    call.extras().time("delay", turn.delayNanos());
    JsonText json = new JsonText().open().field("wallet", turn.wallet());
    return Answer.json(200, json.close().toString()).later(turn.delayNanos(), false);
  }

  private static Answer bundle(Call call, JsonScalars body) {
    Market market = call.market();
    Pool pool = market.pool(body.text("token"));
    boolean sells = body.text("side").equals("sell");
    if (pool == null) {
      return unknown("token", body.text("token"));
    }
    boolean knownSide = sells || body.text("side").equals("buy");
    if (!knownSide || body.text("wallet").isEmpty()) {
      return Answer.error(400, "bad_request", "side must be buy or sell, wallet must not be empty");
    }
    Bundle bundle = market.accept(call.number(), pool, sells, call.random(), call.times());
    note(bundle, market, call.extras());
    call.extras().time("landing", market.openNanos(bundle));
    JsonText json = new JsonText().open().field("bundle", bundle.id());
    return Answer.json(200, json.field("position", "pending").close().toString());
  }

  private static void note(Bundle bundle, Market market, ExtraRecorder extras) {
    extras.count(bundle.sells() ? "sells" : "buys");
    extras.add("leaked", bundle.leaked() ? 1 : 0);
    if (bundle.dropped()) {
      extras.count(bundle.sells() ? "sells_dropped" : "buys_dropped");
    } else if (bundle.sells()) {
      extras.count(market.price(bundle) > 1 ? "won" : "lost");
    } else if (bundle.pool().isHoneypot()) {
      extras.count("honeypots_bought");
    }
  }

  private static Answer mempool(Call call) {
    String id = call.parameters().getFirst();
    Bundle bundle = call.market().bundle(id);
    if (bundle == null) {
      return unknown("bundle", id);
    }
    call.extras().add("seen", bundle.leaked() ? 1 : 0);
    JsonText json = new JsonText().open().field("bundle", id).field("public", bundle.leaked());
    return Answer.json(200, json.close().toString());
  }

  /** Answers by JSON-RPC what became of a bundle, as soon as it is known. */
  private static Answer confirm(Call call, JsonScalars body) {
    JsonText json = new JsonText().open().field("jsonrpc", "2.0");
    json.name("id").literal(body.json("id"));
    if (!body.text("method").equals("confirmTransaction")) {
      return error(json, METHOD_NOT_FOUND, "no method " + body.text("method"));
    }
    Bundle bundle = call.market().bundle(body.text("params[0]"));
    if (bundle == null) {
      return error(json, INVALID_PARAMS, "no bundle " + body.text("params[0]"));
    }
    call.extras().count(bundle.dropped() ? "dropped" : "landed");
    json.name("result").open().field("position", bundle.dropped() ? "dropped" : "landed");
    json.fieldThousandths("price", thousandths(call.market().price(bundle))).close();
    return Answer.json(200, json.close().toString()).later(call.market().openNanos(bundle), false);
  }

  private static Answer error(JsonText json, int code, String message) {
    json.name("error").open().field("code", code).field("message", message).close();
    return Answer.json(200, json.close().toString());
  }

  private static Answer price(Call call) {
    String token = call.parameters().getFirst();
    Pool pool = call.market().pool(token);
    if (pool == null) {
      return unknown("token", token);
    }
    Market.Quote quote = call.market().quote(pool, call.random());
    call.extras().count(quote.lie() ? "lies" : "true_prices");
    JsonText json = new JsonText().open().field("token", token);
    json.fieldThousandths("price", thousandths(quote.price()));
    return Answer.json(200, json.close().toString());
  }

  private static long thousandths(double value) {
    return Math.round(value * THOUSAND);
  }
}
