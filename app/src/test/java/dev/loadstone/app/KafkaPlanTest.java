package dev.loadstone.app;

import static dev.loadstone.core.plan.dsl.PhaseSpec.rate;
import static dev.loadstone.core.plan.dsl.Steps.connector;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.PlanSchema;
import dev.loadstone.core.plan.yaml.ReadOptions;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every key of {@code kafka}, in YAML, in Java, and in the schema. */
final class KafkaPlanTest {
  private static final String YAML =
      """
      name: orders
      target: kafka://10.0.0.1:9092
      kafka:
        connections: 2
        acks: all
        user: shop
        password: secret
        properties: {linger.ms: 5}
      load: {model: open, phases: [{rate: 5/s, for: 10s}]}
      scenarios:
        main:
          steps:
            - kafka: orders
              do: publish
              message: '{"by":${user.id}}'
              key: "k-${user.id}"
              headers: {trace: abc}
              partition: 0
              acks: 1
              messages: 2
              stamp: true
              flush: false
            - kafka: quotes
              do: request
              replyTopic: replies
              check: $.data exists
            - kafka: orders
              do: consume
              group: readers
              offset: earliest
              timestamp: '(\\d+)'
              extract: {first: $.data}
      """;

  private static final LoadPlan JAVA =
      LoadPlan.named("orders")
          .target("kafka://10.0.0.1:9092")
          .settings(
              "kafka",
              Map.of(
                  "connections",
                  2,
                  "acks",
                  "all",
                  "user",
                  "shop",
                  "password",
                  "secret",
                  "properties",
                  Map.of("linger.ms", 5)))
          .open(rate(5).over(ofSeconds(10)))
          .scenario(
              "main",
              scenario ->
                  scenario
                      .step(
                          connector("kafka", "orders")
                              .with("do", "publish")
                              .with("message", "{\"by\":${user.id}}")
                              .with("key", "k-${user.id}")
                              .with("headers", Map.of("trace", "abc"))
                              .with("partition", 0)
                              .with("acks", 1)
                              .with("messages", 2)
                              .with("stamp", true)
                              .with("flush", false))
                      .step(
                          connector("kafka", "quotes")
                              .with("do", "request")
                              .with("replyTopic", "replies")
                              .check("$.data exists"))
                      .step(
                          connector("kafka", "orders")
                              .with("do", "consume")
                              .with("group", "readers")
                              .with("offset", "earliest")
                              .with("timestamp", "(\\d+)")
                              .extract("first", "$.data")));

  private static Plan read(String text) {
    return new PlanReader().read("plan.yaml", text, ReadOptions.NONE);
  }

  @Test
  void plan_inJava_isThatInYaml() {
    assertThat(JAVA.build(ReadOptions.NONE)).isEqualTo(read(YAML));
  }

  @Test
  void plan_printedAndReadBack_isEqual() {
    assertThat(read(JAVA.yaml())).isEqualTo(read(YAML));
  }

  @Test
  void schema_ofPlans_hasEveryKey() throws IOException {
    JsonNode definitions = new ObjectMapper().readTree(PlanSchema.text()).path("$defs");
    assertThat(definitions.path("kafka-step").path("properties").fieldNames())
        .toIterable()
        .contains("kafka", "do", "message", "key", "headers", "partition", "acks", "messages")
        .contains("stamp", "flush", "replyTopic", "group", "offset", "timestamp", "on", "check");
    assertThat(definitions.path("kafka-settings").path("properties").fieldNames())
        .toIterable()
        .contains("connections", "acks", "user", "password", "properties");
  }
}
