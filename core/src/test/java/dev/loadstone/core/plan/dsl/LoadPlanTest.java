package dev.loadstone.core.plan.dsl;

import static dev.loadstone.core.plan.dsl.PhaseSpec.rate;
import static dev.loadstone.core.plan.dsl.PhaseSpec.users;
import static dev.loadstone.core.plan.dsl.Steps.call;
import static dev.loadstone.core.plan.dsl.Steps.group;
import static dev.loadstone.core.plan.dsl.Steps.http;
import static dev.loadstone.core.plan.dsl.Steps.mcp;
import static dev.loadstone.core.plan.dsl.Steps.pause;
import static dev.loadstone.core.plan.dsl.Steps.repeat;
import static dev.loadstone.core.plan.dsl.Steps.value;
import static dev.loadstone.core.plan.dsl.Steps.when;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.plan.Feeder;
import dev.loadstone.core.plan.HttpSettings.Connections;
import dev.loadstone.core.plan.HttpSettings.TlsProvider;
import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadPlanTest {
  private static final String CHAT =
      """
      name: chat-mixed
      description: Mixed chat traffic of one tenant
      target: ${TARGET:-http://127.0.0.1:18800}
      variables:
        tenant: tenant-${random.int(1000, 9999)}
        session: session-${random.uuid}
      feeders:
        orders: {file: orders.csv, order: circular}
      credentials:
        api: {env: API_TOKEN}
      http: {version: auto, connections: per-user, localAddresses: [127.0.0.2, 127.0.0.3], tls: {insecure: true, provider: openssl}, headers: {Accept: application/json}}
      load:
        model: open
        arrivals: poisson
        warmUp: 10s
        phases:
          - {from: 0/s, to: 200/s, for: 30s}
          - {rate: 200/s, for: 2m}
        maxInFlight: 2000
        drain: 10s
      scenarios:
        shopper:
          weight: 5
          think: 1s..3s
          pace: 5s
          setup:
            - http: POST /api/v1/auth/login
              json: {username: test_user, password: test_password}
              extract: {token: $.token}
          steps:
            - http: POST /api/v1/chat/message
              name: chat
              headers: {Authorization: "Bearer ${token}", X-Tenant-ID: "${tenant}"}
              json:
                message: "order #${orders.id}"
                count: ${iteration}
              timeout: {connect: 1s, firstByte: 5s, idle: 5s, total: 10s}
              check:
                - status == 200
                - $.reply exists
                - body matches o.*k
              extract: {reply: $.reply, id: {header: X-Id}, n: {regex: "n=(.)", group: 1}}
              slo: {response_time: 500ms}
            - pause: 200ms
            - repeat: {times: 3, steps: [{http: GET /health, onFailure: continue}]}
            - if: {when: "${reply} contains refund", then: [{pause: 1s}], else: [{pause: exponential(1s)}]}
            - group: {name: checkout, steps: [{http: POST /form, form: {a: b}}]}
            - call: com.acme.MySteps#quote
              timeout: 3s
            - {mcp: /mcp, call: echo, arguments: {a: 1}, progress: true, protocolVersion: 2026-07-28}
            - {mcp: /mcp, list: tools}
            - {mcp: /mcp, method: prompts/get, params: {name: hello}, timeout: 2s}
      thresholds:
        - response_time{step=chat}.p95 < 500ms
        - achieved_rate >= 95% of offered
        - error_ratio over 10s < 50% abort
      tiers:
        enterprise: [response_time.p95 < 50ms, error_ratio < 0.01%]
      seed: 7
      """;

  private static Map<String, Object> message() {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("message", "order #${orders.id}");
    message.put("count", value("${iteration}"));
    return message;
  }

  private static LoadPlan chat() {
    return LoadPlan.named("chat-mixed")
        .description("Mixed chat traffic of one tenant")
        .target("${TARGET:-http://127.0.0.1:18800}")
        .variable("tenant", "tenant-${random.int(1000, 9999)}")
        .variable("session", "session-${random.uuid}")
        .feeder("orders", "orders.csv", Feeder.Order.CIRCULAR)
        .credentialFromEnvironment("api", "API_TOKEN")
        .http(settings ->
            settings
                .version(Version.AUTO)
                .connections(Connections.PER_USER)
                .localAddresses("127.0.0.2", "127.0.0.3")
                .insecure()
                .tlsProvider(TlsProvider.OPENSSL)
                .header("Accept", "application/json"))
        .load(
            LoadSpec.open(rate(0).to(200).over(ofSeconds(30)), rate(200).over(ofMinutes(2)))
                .arrivals("poisson")
                .warmUp(ofSeconds(10))
                .maxInFlight(2_000)
                .drain(ofSeconds(10)))
        .scenario("shopper", LoadPlanTest::shopper)
        .thresholds("response_time{step=chat}.p95 < 500ms", "achieved_rate >= 95% of offered")
        .thresholds("error_ratio over 10s < 50% abort")
        .tier("enterprise", "response_time.p95 < 50ms", "error_ratio < 0.01%")
        .seed(7);
  }

  private static ScenarioSpec shopper(ScenarioSpec scenario) {
    Map<String, Object> login = new LinkedHashMap<>();
    login.put("username", "test_user");
    login.put("password", "test_password");
    return scenario
        .weight(5)
        .think("1s..3s")
        .pace(ofSeconds(5))
        .setup(http("POST", "/api/v1/auth/login").json(login).extract("token", "$.token"))
        .step(
            http("POST", "/api/v1/chat/message")
                .name("chat")
                .header("Authorization", "Bearer ${token}")
                .header("X-Tenant-ID", "${tenant}")
                .json(message())
                .timeout(ofSeconds(1), ofSeconds(5), ofSeconds(5), ofSeconds(10))
                .check("status == 200", "$.reply exists")
                .check("body matches o.*k")
                .extract("reply", "$.reply")
                .extractHeader("id", "X-Id")
                .extractRegex("n", "n=(.)", 1)
                .slo(ofMillis(500)))
        .steps(
            pause(ofMillis(200)),
            repeat(3, http("/health").continueOnFailure()),
            when("${reply} contains refund").then(pause("1s")).otherwise(pause("exponential(1s)")),
            group("checkout", http("POST", "/form").form("a", "b")),
            call("com.acme.MySteps#quote").timeout(ofSeconds(3)),
            mcp("/mcp").call("echo", Map.of("a", 1)).progress().protocolVersion("2026-07-28"),
            mcp("/mcp").listTools(),
            mcp("/mcp").method("prompts/get", Map.of("name", "hello")).timeout(ofSeconds(2)));
  }

  @Test
  void build_sameAsInYaml_isAnEqualPlan(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("orders.csv"), "id\n1\n2\n");
    ReadOptions options =
        ReadOptions.NONE.withBaseDirectory(folder).withEnvironment(Map.of("API_TOKEN", "secret"));
    Plan fromYaml = new PlanReader().read("plan.yaml", CHAT, options);
    assertThat(RoundTrip.build(chat(), options)).isEqualTo(fromYaml);
  }

  @Test
  void build_closedOrProfile_isTheSameAsInYaml() {
    LoadPlan plan =
        LoadPlan.named("a")
            .target("http://a")
            .scenario("one", s -> s.step(http("/a")))
            .scenario(
                "two",
                s ->
                    s.load(LoadSpec.profile("spike").rate(0.5).over(ofSeconds(90)))
                        .step(http("/b")))
            .feeder("rows", List.of(Map.of("b", "2", "a", "1")), Feeder.Order.RANDOM)
            .closed(
                users(0).to(50).over(ofSeconds(10)).steps(5).named("up"),
                users(50).over(ofSeconds(60)));
    String yaml =
        """
        name: a
        target: http://a
        feeders: {rows: {rows: [{a: 1, b: 2}], order: random}}
        scenarios:
          one: {steps: [{http: /a}]}
          two: {load: {profile: spike, rate: 30/m, for: 90s}, steps: [{http: GET /b}]}
        load: {phases: [{from: 0, to: 50, for: 10s, steps: 5, name: up}, {users: 50, for: 60s}]}
        """;
    assertThat(RoundTrip.build(plan, ReadOptions.NONE))
        .isEqualTo(new PlanReader().read("a.yaml", yaml, ReadOptions.NONE));
  }

  @Test
  void build_wrongPlan_tellsEveryProblemByPath() {
    LoadPlan plan =
        LoadPlan.named("a")
            .target("ftp://a")
            .open(rate(-5).over(ofSeconds(10)), rate(Double.NaN).over(ofSeconds(-1)))
            .scenario("one", s -> s.weight(0).step(http("GETT", "/${x}").check("status = 200")))
            .thresholds("response_time.p95 < 5");
    assertThatThrownBy(() -> plan.build(ReadOptions.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            target must be an http or https URL, got: ftp://a. Write it as http://127.0.0.1:8080.
            load.phases[0].rate must not be negative, got: -5.0/s. Write it per second, minute or hour: 500/s, 30/m or 100/h.
            load.phases[1].rate must be a rate, got: NaN/s. Write it per second, minute or hour: 500/s, 30/m or 100/h.
            load.phases[1].for must not be negative, got: -1s. Write it with a unit: 250ms, 2s, 1m30s or 1h.
            scenarios.one.weight must be a number above 0 and at most 1000000, got: 0.0. Weights are relative: 5, 3 and 2 make 50 %, 30 % and 20 %.
            scenarios.one.steps[0].http must begin with a method or /, got: GETT /${x}. Did you mean GET?
            scenarios.one.steps[0].check[0] must compare with == != < <= > or >=, got: status = 200. Write it as status == 200, status in 200, 201 or status < 400.
            thresholds[0] must be a duration, got: 5. Write it with a unit: 250ms, 2s, 1m30s or 1h.\
            """
                .stripIndent());
  }

  @Test
  void with_anything_leavesTheOriginal() {
    LoadPlan plan = LoadPlan.named("a").target("http://a");
    LoadPlan other = plan.target("http://b");
    assertThat(plan.document()).isNotEqualTo(other.document());
  }
}
