package dev.loadstone.core.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.GrpcStep;
import dev.loadstone.core.plan.GrpcStep.ProtoFiles;
import dev.loadstone.core.plan.StreamReading.CancelAfter;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.dsl.LoadSpec;
import dev.loadstone.core.plan.dsl.PhaseSpec;
import dev.loadstone.core.plan.dsl.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcStepReaderTest {
  @TempDir Path folder;

  private GrpcStep read(String step) {
    ReadOptions options = ReadOptions.NONE.withBaseDirectory(folder);
    return (GrpcStep)
        PlanFixture.read(PlanFixture.withSteps(step), options)
            .scenarios()
            .getFirst()
            .steps()
            .getFirst();
  }

  @Test
  void step_withEveryKey_isRead() {
    GrpcStep step =
        read(
            """
            - grpc: shop.v1.Cart/Add
              reflection: true
              name: add
              messages: [{id: 7}, {id: "8"}]
              interval: 20ms
              compress: true
              metadata: {X-Tenant: acme, tags: [a, b]}
              timeout: 2s
              stall: 300ms
              cancelAfter: {events: 3, time: 1s}
              check: [$.id == 7, header x-a exists]
              extract: {id: $.id}
              slo: 100ms
              onFailure: continue
            """);
    assertThat(step.service()).isEqualTo("shop.v1.Cart");
    assertThat(step.method()).isEqualTo("Add");
    assertThat(step.name()).isEqualTo("add");
    assertThat(step.on()).isEqualTo("default");
    assertThat(step.schema()).isEqualTo(new GrpcStep.Reflection());
    assertThat(step.messages())
        .extracting(message -> message.outline())
        .containsExactly("{\"id\":7}", "{\"id\":\"8\"}");
    assertThat(step.interval()).isEqualTo(Duration.ofMillis(20));
    assertThat(step.compress()).isTrue();
    assertThat(step.metadata())
        .extracting(field -> field.name() + "=" + field.value().outline())
        .containsExactly("x-tenant=acme", "tags=a", "tags=b");
    assertThat(step.timeouts().total()).isEqualTo(Duration.ofSeconds(2));
    assertThat(step.stall()).isEqualTo(Duration.ofMillis(300));
    assertThat(step.cancelAfter()).contains(new CancelAfter(3, Optional.of(Duration.ofSeconds(1))));
    assertThat(step.checks()).hasSize(2);
    assertThat(step.extractions()).hasSize(1);
    assertThat(step.slo()).contains(Duration.ofMillis(100));
    assertThat(step.continueOnFailure()).isTrue();
  }

  @Test
  void step_withTheLeast_sendsAnEmptyMessage() {
    GrpcStep step = read("- grpc: Cart/Add\n  reflection: true\n");
    assertThat(step.name()).isEqualTo("Cart/Add");
    assertThat(step.messages()).extracting(message -> message.outline()).containsExactly("{}");
    assertThat(step.interval()).isZero();
    assertThat(step.compress()).isFalse();
    assertThat(step.cancelAfter()).isEmpty();
    assertThat(read("- {grpc: Cart/Add, reflection: true, messages: []}\n").messages()).isEmpty();
  }

  @Test
  void protoFile_withImports_bringsAllOfThem() throws IOException {
    Files.createDirectories(folder.resolve("protos/shop"));
    String cart =
        """
        syntax = "proto3"; // import "none.proto";
        import "shop/item.proto"; import 'beside.proto';
        import public "top.proto"; import "google/protobuf/any.proto";
        option java_package = "http://x"; /* import "neither.proto"; */
        """;
    Files.writeString(folder.resolve("protos/shop/cart.proto"), cart);
    Files.writeString(folder.resolve("protos/shop/item.proto"), "import \"top.proto\";");
    Files.writeString(folder.resolve("protos/shop/beside.proto"), "// beside");
    Files.writeString(folder.resolve("top.proto"), "// top");

    GrpcStep step = read("- {grpc: shop.Cart/Add, proto: protos/shop/cart.proto}\n");
    assertThat(step.schema())
        .isEqualTo(
            new ProtoFiles(
                "cart.proto",
                Map.of(
                    "cart.proto", cart,
                    "shop/item.proto", "import \"top.proto\";",
                    "beside.proto", "// beside",
                    "top.proto", "// top")));
  }

  @Test
  void java_theSameStep_isTheSame() {
    GrpcStep yaml =
        read(
            """
            - grpc: shop.Cart/Add
              reflection: true
              name: add
              message: {id: 7}
              interval: 20ms
              compress: true
              metadata: {x-tenant: acme}
              timeout: 2s
              stall: 300ms
              cancelAfter: {events: 3}
              check: [$.id == 7]
              extract: {id: $.id}
              slo: 100ms
              onFailure: continue
            """);
    var java =
        LoadPlan.named("shop")
            .target("http://127.0.0.1:18800")
            .load(LoadSpec.open(PhaseSpec.rate(5).over(Duration.ofSeconds(10))))
            .scenario(
                "s",
                scenario ->
                    scenario.steps(
                        Steps.grpc("shop.Cart/Add")
                            .reflection()
                            .name("add")
                            .message(Map.of("id", 7))
                            .interval(Duration.ofMillis(20))
                            .compress()
                            .metadata("x-tenant", "acme")
                            .timeout(Duration.ofSeconds(2))
                            .stall(Duration.ofMillis(300))
                            .cancelAfter(3)
                            .check("$.id == 7")
                            .extract("id", "$.id")
                            .slo(Duration.ofMillis(100))
                            .continueOnFailure(),
                        Steps.grpc("shop.Cart/Fill")
                            .reflection()
                            .messages(List.of(Map.of("id", 1), Map.of("id", 2)))
                            .cancelAfter(Duration.ofSeconds(1))))
            .build(ReadOptions.NONE);
    assertThat(java.scenarios().getFirst().steps().getFirst()).isEqualTo(yaml);
  }
}
