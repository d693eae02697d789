package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The components of a trading agent, one service each: they are asked about a token and answer with
 * a finding that depends on the component and on the token only.
 */
final class TradingComponents {
  private static final int SCORES = 1_001;

  private TradingComponents() {}

  static Map<Route, Endpoint> endpoints() {
    return Routes.COMPONENTS.stream()
        .collect(Collectors.toMap(Function.identity(), TradingComponents::endpoint));
  }

  private static Endpoint endpoint(Route route) {
    String name = route.toString().substring(route.toString().lastIndexOf('/') + 1);
    return call -> answer(name, call);
  }

  private static Answer answer(String name, Call call) {
    Optional<JsonBody> body = JsonBody.read(call.body());
    String token = body.map(json -> json.text("token")).orElse("");
    if (token.isEmpty()) {
      return Answer.error(400, "bad_request", "token must not be empty");
    }
    int score = Math.floorMod((name + "/" + token).hashCode(), SCORES);
    JsonText json = new JsonText().open().field("component", name).field("token", token);
    return Answer.json(
        200,
        json.fieldThousandths("score", score).field("number", call.number()).close().toString());
  }
}
