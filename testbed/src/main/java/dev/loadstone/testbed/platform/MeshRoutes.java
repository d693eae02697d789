package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.ledger.ExtraRecorder;
import dev.loadstone.testbed.mesh.Choice;
import dev.loadstone.testbed.mesh.Mesh;
import dev.loadstone.testbed.mesh.Wish;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.MeshTruth.ModelProvider;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The routes of an arbitration mesh: it chooses a provider for every prompt; the same providers can
 * be called without it, one by name or all in turn.
 */
final class MeshRoutes {
  private static final Set<String> FEATURES =
      Set.of(
          "cognitive_fingerprinting",
          "dynamic_context_compression",
          "multi_agent_orchestration",
          "semantic_caching",
          "policy_enforcement",
          "audit_logging");
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final long ANSWER_TOKENS = 128;
  private static final long ANSWER_TOKENS_MAX = 1_000_000;
  private static final int MICROS_DIGITS = 6;
  private static final int NANOS_PER_MICRO = 1_000;

  private MeshRoutes() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(
        Routes.MESH_TOKEN, call -> read(call, MeshRoutes::token),
        Routes.MESH_HEALTH, MeshRoutes::health,
        Routes.ARBITRATE, call -> asked(call, MeshRoutes::arbitrate),
        Routes.GENERATE, call -> asked(call, MeshRoutes::generate),
        Routes.BALANCE, call -> asked(call, MeshRoutes::balance),
        Routes.COLLABORATE, call -> read(call, MeshTeams::collaborate),
        Routes.ENTERPRISE, MeshRoutes::enterprise);
  }

  private static Answer read(Call call, BiFunction<Call, JsonScalars, Answer> answer) {
    return JsonScalars.read(call.body())
        .map(body -> answer.apply(call, body))
        .orElseGet(() -> Answer.error(400, "bad_request", "the body must be a JSON object"));
  }

  private static Answer asked(Call call, BiFunction<Call, JsonScalars, Answer> answer) {
    return read(
        call,
        (same, body) ->
            body.text("prompt").isEmpty()
                ? Answer.error(400, "bad_request", "prompt must not be empty")
                : answer.apply(call, body));
  }

  private static Answer token(Call call, JsonScalars body) {
    String key = body.text("api_key").isEmpty() ? body.text("client_id") : body.text("api_key");
    if (key.isEmpty()) {
      return Answer.error(401, "unauthorized", "api_key or client_id must not be empty");
    }
    JsonText json = new JsonText().open();
    json.field("access_token", "tb-" + Integer.toHexString(key.hashCode()) + "-" + call.number());
    json.field("token_type", "Bearer").field("expires_in", 3_600);
    return Answer.json(200, json.close().toString());
  }

  private static Answer health(Call call) {
    JsonText json = new JsonText().open().field("status", "healthy").name("services").open();
    json.field("arbitration", "ready").field("agents", "ready").close().name("providers").open();
    for (String name : call.mesh().names()) {
      json.field(name, call.mesh().isUp(name) ? "up" : "down");
    }
    return Answer.json(200, json.close().close().toString());
  }

  private static Answer enterprise(Call call) {
    String feature = call.parameters().getFirst();
    if (!FEATURES.contains(feature)) {
      return Answer.error(404, "unknown_feature", "no feature " + feature);
    }
    return read(
        call,
        (same, body) ->
            Answer.json(
                200,
                new JsonText()
                    .open()
                    .field("request_id", "ent-" + call.number())
                    .field("feature", feature)
                    .field("status", "applied")
                    .close()
                    .toString()));
  }

  // --- prompts

  private static Answer arbitrate(Call call, JsonScalars body) {
    Optional<Double> quality = ratio(body.text("requirements.quality_threshold"));
    Optional<Long> tokens = tokens(body.text("requirements.max_tokens"));
    if (quality.isEmpty() || tokens.isEmpty()) {
      return Answer.error(
          400,
          "bad_request",
          "quality_threshold must be a number from 0 to 1, max_tokens one from 1 to 1000000");
    }
    if (!call.mesh().has(quality.get())) {
      return Answer.error(422, "no_provider", "no provider has the quality that is asked for");
    }
    boolean cheapest = !body.text("requirements.cost_optimization").equals("false");
    String session = body.text("metadata.session_id");
    Wish wish = new Wish(promptTokens(body), tokens.get(), quality.get(), cheapest, session);
    Choice choice = call.mesh().arbitrate(wish, call.random(), call.times());
    note(choice, call.extras());
    if (!choice.isMade()) {
      return Answer.error(503, "no_provider", "no provider that fits has answered")
          .later(choice.totalNanos(), false);
    }
    return Answer.json(200, told(call, wish, choice)).later(choice.totalNanos(), false);
  }

  private static void note(Choice choice, ExtraRecorder extras) {
    extras.time("decision_time", choice.decisionNanos());
    extras.add("failovers", choice.failovers());
    if (!choice.isMade()) {
      extras.count("unanswered");
      return;
    }
    extras.count("chosen." + choice.provider());
    extras.count(choice.right() ? "right_choices" : "wrong_choices");
    extras.add("switches", choice.switched() ? 1 : 0);
    extras.add("cost_microdollars", choice.microdollars());
    extras.add("baseline_microdollars", choice.baselineMicrodollars());
    extras.time("provider_time." + choice.provider(), choice.providerNanos());
    if (choice.failoverNanos() > 0) {
      extras.time("failover_time", choice.failoverNanos());
    }
  }

  private static String told(Call call, Wish wish, Choice choice) {
    boolean saves = choice.microdollars() < choice.baselineMicrodollars();
    JsonText json = new JsonText().open().field("arbitration_id", "arb-" + call.number());
    json.field("decision", "Answered by " + choice.provider() + ".");
    json.field("selected_provider", choice.provider());
    json.fieldThousandths("decision_time", choice.decisionNanos() / NANOS_PER_MICRO);
    json.fieldThousandths("provider_time", choice.providerNanos() / NANOS_PER_MICRO);
    json.field("cost", dollars(choice.microdollars()));
    json.field("baseline_cost", dollars(choice.baselineMicrodollars()));
    json.name("cost_optimization").open().field("applied", saves);
    json.fieldThousandths("reduction_percentage", reduction(choice)).close();
    json.field("provider_switch", choice.switched()).field("failovers", choice.failovers());
    json.fieldThousandths("failover_time", choice.failoverNanos() / NANOS_PER_MICRO);
    json.name("quality").open().field("score", quality(call.mesh(), choice.provider())).close();
    usage(json, wish.promptTokens(), wish.answerTokens());
    return json.close().toString();
  }

  /** Returns thousandths of a percent, at least 0. */
  private static long reduction(Choice choice) {
    return choice.baselineMicrodollars() == 0
        ? 0
        : Math.round(100_000.0 - 100_000.0 * choice.microdollars() / choice.baselineMicrodollars());
  }

  private static BigDecimal quality(Mesh mesh, String name) {
    ModelProvider provider = mesh.provider(name);
    return BigDecimal.valueOf(provider == null ? 0 : provider.quality());
  }

  private static void usage(JsonText json, long promptTokens, long answerTokens) {
    json.name("usage").open();
    json.field("prompt_tokens", promptTokens).field("completion_tokens", answerTokens).close();
  }

  private static Answer generate(Call call, JsonScalars body) {
    String asked = body.text("provider");
    return direct(call, body, asked.isEmpty() ? call.mesh().names().getFirst() : asked, 0);
  }

  private static Answer balance(Call call, JsonScalars body) {
    int turn = (int) (call.number() % call.mesh().names().size());
    long nanos = call.mesh().truth().balancer().drawNanos(call.times());
    return direct(call, body, call.mesh().names().get(turn), nanos);
  }

  private static Answer direct(Call call, JsonScalars body, String name, long beforeNanos) {
    ModelProvider provider = call.mesh().provider(name);
    Optional<Long> tokens = tokens(body.text("max_tokens"));
    if (provider == null) {
      return Answer.error(404, "unknown_provider", "no provider " + name);
    }
    if (tokens.isEmpty()) {
      return Answer.error(400, "bad_request", "max_tokens must be a number from 1 to 1000000");
    }
    Mesh.Direct called =
        call.mesh().call(name, promptTokens(body), call.random(), call.times());
    if (!called.answered()) {
      call.extras().count("unanswered");
      return Answer.error(503, "provider_down", "the provider " + name + " does not answer")
          .later(beforeNanos + called.nanos(), false);
    }
    Wish wish = new Wish(promptTokens(body), tokens.get(), 0, true, "");
    long microdollars = wish.microdollars(provider);
    call.extras().count("called." + name);
    call.extras().add("cost_microdollars", microdollars);
    call.extras().time("provider_time." + name, called.nanos());
    JsonText json = new JsonText().open().field("id", "gen-" + call.number());
    json.field("provider", name).field("content", "Answered by " + name + ".");
    json.fieldThousandths("provider_time", called.nanos() / NANOS_PER_MICRO);
    json.field("cost", dollars(microdollars));
    json.name("quality").open().field("score", BigDecimal.valueOf(provider.quality())).close();
    usage(json, wish.promptTokens(), wish.answerTokens());
    return Answer.json(200, json.close().toString()).later(beforeNanos + called.nanos(), false);
  }

  private static BigDecimal dollars(long microdollars) {
    return BigDecimal.valueOf(microdollars, MICROS_DIGITS);
  }

  private static long promptTokens(JsonScalars body) {
    int characters = body.text("prompt").length() + body.text("context").length();
    return 1L + characters / CHARACTERS_PER_TOKEN;
  }

  /** Returns a number of tokens, the usual one for an empty text; empty if it is none. */
  private static Optional<Long> tokens(String text) {
    if (text.isEmpty()) {
      return Optional.of(ANSWER_TOKENS);
    }
    return Optional.of(text)
        .filter(number -> number.matches("\\d{1,7}"))
        .map(Long::valueOf)
        .filter(number -> number >= 1 && number <= ANSWER_TOKENS_MAX);
  }

  /** Returns a number from 0 to 1, 0 for an empty text; empty if it is none. */
  private static Optional<Double> ratio(String text) {
    if (text.isEmpty()) {
      return Optional.of(0.0);
    }
    return Optional.of(text)
        .filter(number -> number.matches("[01](\\.\\d{1,9})?"))
        .map(Double::valueOf)
        .filter(number -> number <= 1);
  }
}
