package dev.loadstone.testbed.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.ErrorKind.Fault;
import dev.loadstone.testbed.truth.ErrorKind.Status;
import dev.loadstone.testbed.truth.ServiceLaw.Bimodal;
import dev.loadstone.testbed.truth.ServiceLaw.Constant;
import dev.loadstone.testbed.truth.ServiceLaw.Exponential;
import dev.loadstone.testbed.truth.ServiceLaw.Lognormal;
import dev.loadstone.testbed.truth.ServiceLaw.Tailed;
import dev.loadstone.testbed.truth.ServiceLaw.Uniform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TruthTest {
  static final String WHOLE =
      """
      seed: 7
      default:
        service: {law: lognormal, median: 20ms, p99: 80ms}
        workers: 8
        queue: 100
        errors: {ratio: 1%, kinds: [500, 503, reset, resetBody, close, halfClose, truncate, stall, stallBody, slowBody], slowFor: 2s}
        rateLimit: {rate: 100/s, retryAfter: 1500ms, burst: 5}
        storm: {every: 10s, for: 2s, retryAfter: 3s}
        slowStart: {unavailable: 500ms, for: 2s, factor: 4.5}
        leak: 1KB
        leakFiles: 3
        burn: 2ms
      routes:
        POST /api/v1/chat/message: {service: {law: constant, value: 5ms}, rateLimit: none}
        GET /api/v1/agents: {service: {law: uniform, min: 1ms, max: 2ms}, workers: 0, errors: {every: 10, kinds: [slowBody], drip: {bytes: 16, every: 50ms}}}
        POST /api/v1/workflows: {service: {law: exponential, mean: 1ms}}
        GET /plain: {service: {law: bimodal, a: 1ms, b: 50ms, share: 10%}}
        POST /echo: {service: {law: constant, value: 1ms, tail: {ratio: 0.001%, law: exponential, mean: 1s}}}
        GET /health: {workers: 2}
      freeze: {every: 5s, for: 1s}
      latency: {law: constant, value: 50ms}
      chain: {callGas: 40000, execution: {law: constant, value: 10ms}, lanes: 4}
      kit:
        slippage: 0.1%
        poorRoutes: 5%
        gasOverrun: 20%
        spread: 2%
        missedArbitrage: 3%
        memory: {conversations: 1000, cache: 100, hit: {law: constant, value: 2ms}, miss: {law: constant, value: 30ms}, perMessage: 10us}
      mesh:
        providers:
          dear: {priceIn: 0.01, priceOut: 0.03, quality: 95%, time: {law: constant, value: 40ms}}
          cheap: {priceIn: 0, priceOut: 0.001, quality: 0.7, perThousand: 6ms, errors: 2%, outage: {every: 10s, for: 2s}}
        decision: {law: constant, value: 4ms}
        wrongChoices: 20%
        lowQuality: 3%
        failure: {law: constant, value: 150ms}
        avoid: 3s
        balancer: {law: constant, value: 5ms}
        teamwork: {turn: {law: constant, value: 20ms}, modes: {sequential: {law: constant, value: 10ms}},
                   coordination: {law: constant, value: 2ms}, consensus: 90%, rounds: 3, messageBytes: 100}
      platform:
        wrongRoutes: 5%
        tools: {payment: {time: {law: constant, value: 200ms}, failures: 1%}}
        tenants: {tenant-b: {law: constant, value: 30ms}}
        replyTokens: 120
        cacheHits: 90%
        contention: 10%
      market:
        announcement: {law: constant, value: 60ms}
        wrongLiquidity: 5%
        winners: 80%
        swing: 600ms
        checker: {check: {law: constant, value: 80ms}, remembered: 30s, missed: 2%, falseAlarms: 3%}
        wallets: {count: 8, delay: {law: constant, value: 20ms}, reused: 10%}
        relay: {landing: {law: constant, value: 120ms}, dropped: 4%, leaks: 1%}
        feed: {lag: 50ms, lies: 2%, by: 30%}
      """;

  @Test
  void parse_wholeTruth_readsEveryKey() {
    Truth truth = Truth.parse("truth.yaml", WHOLE);
    assertThat(truth.seed()).isEqualTo(7);
    assertThat(truth.freeze()).isEqualTo(new Freeze(Duration.ofSeconds(5), Duration.ofSeconds(1)));
    assertThat(truth.fallback())
        .isEqualTo(
            new RouteTruth(
                new Lognormal(Duration.ofMillis(20), Duration.ofMillis(80)),
                8,
                100,
                new Errors(
                    0.01,
                    0,
                    List.of(
                        new Status(500),
                        new Status(503),
                        Fault.RESET,
                        Fault.RESET_BODY,
                        Fault.CLOSE,
                        Fault.HALF_CLOSE,
                        Fault.TRUNCATE,
                        Fault.STALL,
                        Fault.STALL_BODY,
                        Fault.SLOW_BODY),
                    new Drip.Whole(Duration.ofSeconds(2))),
                Optional.of(new RateLimit(100, 5, Duration.ofMillis(1_500))),
                new Storm(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(3)),
                new SlowStart(Duration.ofMillis(500), Duration.ofSeconds(2), 4.5),
                1_000,
                3,
                Duration.ofMillis(2),
                StreamTruth.DEFAULT,
                SocketTruth.DEFAULT));
  }

  @Test
  void of_namedRoute_overridesWhatItNamesAndKeepsTheRest() {
    Truth truth = Truth.parse("truth.yaml", WHOLE);
    assertThat(truth.of(Routes.CHAT_MESSAGE).service())
        .isEqualTo(new Constant(Duration.ofMillis(5)));
    assertThat(truth.of(Routes.CHAT_MESSAGE).workers()).isEqualTo(8);
    assertThat(truth.of(Routes.CHAT_MESSAGE).rateLimit()).isEmpty();
    assertThat(truth.of(Routes.AGENTS).service())
        .isEqualTo(new Uniform(Duration.ofMillis(1), Duration.ofMillis(2)));
    assertThat(truth.of(Routes.AGENTS).workers()).isZero();
    assertThat(truth.of(Routes.AGENTS).errors())
        .isEqualTo(
            new Errors(
                0, 10, List.of(Fault.SLOW_BODY), new Drip.Pieces(16, Duration.ofMillis(50))));
    assertThat(truth.of(Routes.WORKFLOWS).service())
        .isEqualTo(new Exponential(Duration.ofMillis(1)));
    assertThat(truth.of(Routes.PLAIN).service())
        .isEqualTo(new Bimodal(Duration.ofMillis(1), Duration.ofMillis(50), 0.1));
    assertThat(truth.of(Routes.ECHO).service())
        .isEqualTo(
            new Tailed(
                new Constant(Duration.ofMillis(1)),
                0.00001,
                new Exponential(Duration.ofSeconds(1))));
    assertThat(truth.of(Routes.COOKIES)).isEqualTo(truth.fallback());
  }

  @Test
  void of_operationalRoute_isNotUnderTheDefault() {
    Truth truth = Truth.parse("truth.yaml", WHOLE);
    assertThat(truth.of(Routes.METRICS)).isEqualTo(RouteTruth.IDEAL);
    assertThat(truth.of(Routes.HEALTH).workers()).isEqualTo(2);
    assertThat(truth.of(Routes.HEALTH).service()).isEqualTo(ServiceLaw.NONE);
  }

  @Test
  void toJson_wholeTruth_isReadAsAnEqualOne() {
    Truth truth = Truth.parse("truth.yaml", WHOLE);
    assertThat(Truth.parse("truth.json", truth.toJson())).isEqualTo(truth);
  }

  @Test
  void toJson_idealTruth_tellsEverythingThatHolds() {
    assertThat(Truth.IDEAL.toJson())
        .isEqualToIgnoringWhitespace(
            """
            {"seed": 42,
             "default": {"service": {"law": "constant", "value": "0s"}, "workers": 0, "queue": 1000,
                         "errors": {"ratio": 0, "every": 0, "kinds": [], "slowFor": "1s"}, "rateLimit": "none",
                         "storm": {"every": "0s", "for": "0s", "retryAfter": "1s"},
                         "slowStart": {"unavailable": "0s", "for": "0s", "factor": 1}, "leak": "0B",
                         "leakFiles": 0, "burn": "0s",
                         "stream": {"tokens": 20, "reasoning": 0, "toolCalls": 0,
                                    "first": {"law": "constant", "value": "50ms"},
                                    "gap": {"law": "constant", "value": "10ms"},
                                    "toolTime": {"law": "constant", "value": "0s"}, "interruptEvery": 0,
                                    "prompt": {"tokens": 9, "cached": 0},
                                    "latency": {"law": "constant", "value": "0s"}, "clockAhead": "0s"},
                         "socket": {"reply": {"law": "constant", "value": "0s"}, "ordered": true,
                                    "missingEvery": 0, "gap": {"law": "constant", "value": "100ms"},
                                    "latency": {"law": "constant", "value": "0s"}, "closeAfter": 0,
                                    "closeCode": 1001}},
             "routes": {}, "freeze": {"every": "0s", "for": "0s"},
             "mcp": {"tools": {"echo": {"law": "constant", "value": "0s"}}, "reply": "json",
                     "toolErrors": 0, "rpcErrors": 0, "progressEvery": "0s", "sessionRequests": 0},
             "chain": {"block": {"law": "constant", "value": "400ms"}, "inclusion": {"law": "constant", "value": "0s"},
                       "conflictDelays": 0, "reverts": 0, "estimateFactor": 1, "blockGas": 12500000,
                   "callGas": 30000, "execution": {"law": "constant", "value": "0s"}, "lanes": 1},
             "mesh": {"providers": {
                        "premium": {"priceIn": 0.01, "priceOut": 0.03, "quality": 0.95, "time": {"law": "constant", "value": "0s"},
                                    "perThousand": "0s", "errors": 0, "outage": {"every": "0s", "for": "0s"}},
                        "standard": {"priceIn": 0.003, "priceOut": 0.009, "quality": 0.85, "time": {"law": "constant", "value": "0s"},
                                     "perThousand": "0s", "errors": 0, "outage": {"every": "0s", "for": "0s"}},
                        "economy": {"priceIn": 0.0005, "priceOut": 0.0015, "quality": 0.7, "time": {"law": "constant", "value": "0s"},
                                    "perThousand": "0s", "errors": 0, "outage": {"every": "0s", "for": "0s"}}},
                      "decision": {"law": "constant", "value": "0s"}, "wrongChoices": 0, "lowQuality": 0,
                      "failure": {"law": "constant", "value": "100ms"}, "avoid": "1s",
                      "balancer": {"law": "constant", "value": "0s"},
                      "teamwork": {"turn": {"law": "constant", "value": "0s"}, "modes": {},
                                   "coordination": {"law": "constant", "value": "0s"}, "consensus": 1,
                                   "rounds": 2, "messageBytes": 512}},
             "platform": {"wrongRoutes": 0,
               "tools": {"payment": {"time": {"law": "constant", "value": "0s"}, "failures": 0},
                         "email": {"time": {"law": "constant", "value": "0s"}, "failures": 0},
                         "search": {"time": {"law": "constant", "value": "0s"}, "failures": 0}},
               "tenants": {}, "replyTokens": 0, "cacheHits": 1, "contention": 0},
             "market": {"announcement": {"law": "constant", "value": "0s"}, "wrongLiquidity": 0, "winners": 1, "swing": "1s",
                        "checker": {"check": {"law": "constant", "value": "0s"}, "remembered": "1m", "missed": 0, "falseAlarms": 0},
                        "wallets": {"count": 10, "delay": {"law": "constant", "value": "0s"}, "reused": 0},
                        "relay": {"landing": {"law": "constant", "value": "0s"}, "dropped": 0, "leaks": 0},
                        "feed": {"lag": "0s", "lies": 0, "by": 0.5}},
                 "kit": {"slippage": 0, "poorRoutes": 0, "gasOverrun": 0, "spread": 0, "missedArbitrage": 0,
                         "memory": {"conversations": 100000, "cache": 10000, "hit": {"law": "constant", "value": "0s"},
                                    "miss": {"law": "constant", "value": "0s"}, "perMessage": "0s"}},
                 "latency": {"law": "constant", "value": "0s"}}
            """);
  }

  @Test
  void parse_emptyMapping_isTheIdealTruth() {
    assertThat(Truth.parse("truth.json", "{}")).isEqualTo(Truth.IDEAL);
  }

  @Test
  void parse_rateLimitWithoutBurst_allowsTheTokensOfOneSecond() {
    Truth truth = Truth.parse("t", "default: {rateLimit: {rate: 20/s}}");
    assertThat(truth.fallback().rateLimit()).contains(new RateLimit(20, 20, Duration.ofSeconds(1)));
  }

  @Test
  void parse_errorsWithoutKinds_areStatus500() {
    assertThat(Truth.parse("t", "default: {errors: {ratio: 1%}}").fallback().errors().kinds())
        .containsExactly(new Status(500));
  }

  @Test
  void parse_freezeOfZero_isNever() {
    assertThat(Truth.parse("t", "freeze: {every: 5s, for: 0s}").freeze()).isEqualTo(Freeze.NEVER);
  }

  @Test
  void parse_manyMistakes_tellsAllOfThemWithTheirPlaces() {
    String text =
        """
        sed: 7
        default:
          service: {law: lognormal, median: 80ms, p99: 20ms}
          workers: -1
          errors: {ratio: 150%, kinds: [200, rest]}
          rateLimit: {rate: 0/s}
          leak: 2GB
          burn: 1m
        routes:
          GET /plane: {}
          GET /plain: {service: {law: constant}, speed: 3}
          POST /echo: {service: {law: pareto, alpha: 3}}
          GET /cookies: 5
        freeze: {every: 1s, for: 1s}
        stream: {}
        """;
    assertThatThrownBy(() -> Truth.parse("truth.yaml", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            truth.yaml:3:48: default.service.p99 must be at least the median (80ms), got: 20ms
            truth.yaml:4:12: default.workers must be a whole number from 0 to 1000000, got: -1
            truth.yaml:5:19: default.errors.ratio must be at most 100%, got: 150%
            truth.yaml:5:33: default.errors.kinds[0] must be a status from 400 to 599 or one of reset, resetBody, close, halfClose, truncate, stall, stallBody, slowBody, cutStream, streamError, stallStream, buffered, disorder, failTask, rejectTask, askInput, got: 200
            truth.yaml:5:38: default.errors.kinds[1] must be a status from 400 to 599 or one of reset, resetBody, close, halfClose, truncate, stall, stallBody, slowBody, cutStream, streamError, stallStream, buffered, disorder, failTask, rejectTask, askInput, got: rest
            truth.yaml:6:21: default.rateLimit.rate must be a rate above 0/s and at most 1000000000/s, got: 0/s. \
            Write rateLimit: none for no limit.
            truth.yaml:7:9: default.leak must be at most 1GB, got: 2GB
            truth.yaml:8:9: default.burn must be at most 10s, got: 1m
            truth.yaml:10:3: routes.GET /plane is not a route of the testbed. Did you mean GET /plain?
            truth.yaml:11:25: routes.GET /plain.service must have the key 'value'. For example value: 20ms.
            truth.yaml:11:42: routes.GET /plain.speed is not a known key. \
            Use one of: burn, errors, leak, leakFiles, queue, rateLimit, service, slowStart, socket, storm, stream, workers.
            truth.yaml:12:31: routes.POST /echo.service.law must be one of constant, uniform, exponential, lognormal, bimodal, got: pareto
            truth.yaml:13:17: routes.GET /cookies must be a mapping (key: value), got: 5
            truth.yaml:14:26: freeze.for must be shorter than freeze.every (1s), got: 1s. A server that is always frozen answers nothing.
            truth.yaml:1:1: sed is not a known key. Did you mean seed?
            truth.yaml:15:1: stream is not a known key. Use one of: chain, default, freeze, kit, latency, market, mcp, mesh, platform, routes, seed.\
            """);
  }

  @Test
  void parse_faultsOfTasksWhereThereAreNone_areRefused() {
    String text =
        """
        default: {errors: {every: 2, kinds: [askInput]}}
        routes:
          POST /v1/messages: {errors: {every: 2, kinds: [cutStream, failTask]}}
          POST /a2a/message:send: {errors: {every: 2, kinds: [cutStream, failTask]}}
          POST /a2a: {errors: {every: 2, kinds: [cutStream, failTask]}}
        """;
    assertThatThrownBy(() -> Truth.parse("truth.yaml", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            truth.yaml:1:11: default.errors must not fail by askInput, for it has no tasks. \
            Name it for one of POST /a2a, POST /a2a/message:send, POST /a2a/message:stream.
            truth.yaml:3:3: routes.POST /v1/messages must not fail by failTask, for it has no tasks. \
            Name it for one of POST /a2a, POST /a2a/message:send, POST /a2a/message:stream.
            truth.yaml:4:3: routes.POST /a2a/message:send must not fail by cutStream, for it does not stream. \
            Name it for one of POST /agent/{id}, POST /api/copilotkit, POST /v1/chat/completions, \
            POST /v1/responses, POST /v1/messages, POST /mcp, POST /a2a, POST /a2a/message:stream, \
            POST /loadstone.testbed.v1.Agent/Tell.\
            """);
  }

  @Test
  void parse_mistakesInMcp_tellsAllOfThemWithTheirPlaces() {
    String text =
        """
        mcp:
          tools: {echo: {law: constant}, 5: x}
          reply: xml
          toolErrors: 101%
          rpcErrors: x
          progressEvery: 5
          sessionRequests: -1
          tool: x
        """;
    assertThatThrownBy(() -> Truth.parse("truth.yaml", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            truth.yaml:2:17: mcp.tools.echo must have the key 'value'. For example value: 20ms.
            truth.yaml:2:37: mcp.tools.5 must be a mapping (key: value), got: x
            truth.yaml:3:10: mcp.reply must be one of json, sse, mixed, got: xml
            truth.yaml:4:15: mcp.toolErrors must be at most 100%, got: 101%
            truth.yaml:5:14: mcp.rpcErrors must be a ratio, got: x. Write it in percent or as a fraction: 1% or 0.01.
            truth.yaml:6:18: mcp.progressEvery must be a duration, got: 5. Write it with a unit: 250ms, 2s, 1m30s or 1h.
            truth.yaml:7:20: mcp.sessionRequests must be a whole number from 0 to 2147483647, got: -1
            truth.yaml:8:3: mcp.tool is not a known key. Did you mean tools?\
            """);
  }

  @Test
  void parse_mcp_isReadAndWrittenAsItIs() {
    Truth truth =
        Truth.parse(
            "t",
            """
            mcp:
              tools: {b: {law: constant, value: 5ms}, a: {law: exponential, mean: 1s}}
              reply: mixed
              toolErrors: 5%
              rpcErrors: 0.01
              progressEvery: 50ms
              sessionRequests: 100
            """);

    assertThat(truth.mcp().tools().keySet()).containsExactly("b", "a");
    assertThat(truth.mcp().reply()).isEqualTo(McpTruth.Reply.MIXED);
    assertThat(truth.mcp().toolErrors()).isEqualTo(0.05);
    assertThat(truth.mcp().progressEvery()).isEqualTo(Duration.ofMillis(50));
    assertThat(truth.mcp().sessionRequests()).isEqualTo(100);
    assertThat(Truth.parse("truth.json", truth.toJson())).isEqualTo(truth);
  }

  @Test
  void parse_mistakesInFaults_tellsAllOfThemWithTheirPlaces() {
    String text =
        """
        default:
          errors: {ratio: 5%, every: 10, slowFor: 1s, drip: {bytes: 0}}
          storm: {every: 1s, for: 2s}
          slowStart: {for: 2s}
        routes:
          GET /plain: {slowStart: {for: 1s, factor: -.5}, storm: {for: 1s}}
          POST /echo: {errors: {every: 2, kinds: []}}
        """;
    assertThatThrownBy(() -> Truth.parse("truth.yaml", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            truth.yaml:2:30: default.errors.every must not stand beside ratio, got: 10. Choose one of them.
            truth.yaml:2:43: default.errors.slowFor must not stand beside drip, got: 1s. Choose one of them.
            truth.yaml:2:53: default.errors.drip must have the key 'every'. For example every: 50ms.
            truth.yaml:2:61: default.errors.drip.bytes must be a whole number from 1 to 10000000, got: 0
            truth.yaml:3:27: default.storm.for must be shorter than default.storm.every (1s), got: 2s. \
            A route that always refuses is told by errors: {ratio: 100%, kinds: [429]}.
            truth.yaml:4:14: default.slowStart must have the key 'factor'. \
            How much longer the first request takes, for example factor: 5.
            truth.yaml:6:58: routes.GET /plain.storm must have the key 'every'. For example every: 5s.
            truth.yaml:6:45: routes.GET /plain.slowStart.factor must be a number from 0 to 1000, got: -.5
            truth.yaml:7:24: routes.POST /echo.errors must have at least one kind of error, got: none. \
            For example kinds: [500, reset].\
            """);
  }

  @Test
  void parse_noYaml_tellsThePlace() {
    assertThatThrownBy(() -> Truth.parse("truth.yaml", "default: ["))
        .hasMessageStartingWith("truth.yaml:1:11: is not valid YAML");
  }

  @Test
  void read_ofADocument_isThatOfItsText() {
    Problems problems = new Problems();
    DocumentNode document = Documents.read("whole.yaml", WHOLE, problems).orElseThrow();
    DocumentNode wrong =
        Documents.read("wrong.yaml", "mesh: {wrongChoices: 200%}", problems).orElseThrow();

    assertThat(Truth.read(document)).isEqualTo(Truth.parse("truth.yaml", WHOLE));
    assertThatThrownBy(() -> Truth.read(wrong))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("wrong.yaml:1:22: mesh.wrongChoices must be at most 100%, got: 200%");
  }
}
