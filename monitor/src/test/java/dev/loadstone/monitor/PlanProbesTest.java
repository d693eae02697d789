package dev.loadstone.monitor;

import static dev.loadstone.core.plan.dsl.PhaseSpec.rate;
import static dev.loadstone.core.plan.dsl.ProbeSpec.probe;
import static dev.loadstone.core.plan.dsl.Steps.http;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probes of all kinds as plans have them. */
final class PlanProbesTest {
  private static final String HEAD =
      """
      name: watched
      target: http://127.0.0.1
      load: {model: open, phases: [{rate: 5/s, for: 10s}]}
      scenarios: {main: {steps: [{http: /x}]}}
      """;

  private static final String PROBES =
      """
      probes:
        - {process: shop.jar, children: true, name: target, limits: {memory_bytes: 512MB}}
        - {cgroup: /system.slice/shop.service, name: unit}
        - {machine: [cpu, disk], name: host}
        - {jvm: "127.0.0.1:9010", user: me, password: "${credentials.key}", collectEvery: 10s}
        - prometheus: http://127.0.0.1/metrics
          name: shop
          series: {buys: 'http_requests_total{path="/buy"}', heap_bytes: max(heap_bytes)}
        - {command: [./depth.sh, orders], series: {depth: number}, every: 5s, name: broker}
      credentials: {key: {env: KEY}}
      thresholds:
        - target_memory_bytes.max < 500MB
        - target_memory_growth_per_operation < 1KB
        - unit_cpu_throttled_ratio.mean < 5%
        - host_disk_write_bytes_per_second.max < 50MB/s
        - jvm_gc_pause_seconds.max < 100ms
        - jvm_heap_live_growth < 10MB/h
        - shop_buys.min over 5s > 4/s
        - shop_heap_growth < 1MB/h
        - broker_depth.max < 200 abort
      """;

  private static final LoadPlan PLAN =
      LoadPlan.named("watched")
          .target("http://127.0.0.1")
          .open(rate(5).over(ofSeconds(10)))
          .scenario("main", scenario -> scenario.step(http("/x")))
          .probes(
              probe("process", "shop.jar")
                  .with("children", true)
                  .name("target")
                  .limit("memory_bytes", "512MB"),
              probe("cgroup", "/system.slice/shop.service").name("unit"),
              probe("machine", List.of("cpu", "disk")).name("host"),
              probe("jvm", "127.0.0.1:9010")
                  .with("user", "me")
                  .with("password", "${credentials.key}")
                  .with("collectEvery", "10s"),
              probe("prometheus", "http://127.0.0.1/metrics")
                  .name("shop")
                  .with(
                      "series",
                      Map.of(
                          "buys", "http_requests_total{path=\"/buy\"}",
                          "heap_bytes", "max(heap_bytes)")),
              probe("command", List.of("./depth.sh", "orders"))
                  .with("series", Map.of("depth", "number"))
                  .with("every", "5s")
                  .name("broker"))
          .credentialFromEnvironment("key", "KEY")
          .thresholds(
              "target_memory_bytes.max < 500MB",
              "target_memory_growth_per_operation < 1KB",
              "unit_cpu_throttled_ratio.mean < 5%",
              "host_disk_write_bytes_per_second.max < 50MB/s",
              "jvm_gc_pause_seconds.max < 100ms",
              "jvm_heap_live_growth < 10MB/h",
              "shop_buys.min over 5s > 4/s",
              "shop_heap_growth < 1MB/h",
              "broker_depth.max < 200 abort");

  private static final ReadOptions KEY = ReadOptions.NONE.withEnvironment(Map.of("KEY", "secret"));

  private static Plan read(String probes) {
    return new PlanReader().read("plan.yaml", HEAD + probes, KEY);
  }

  @Test
  void plan_inYamlAndInJava_isTheSame() {
    Plan plan = read(PROBES);
    assertThat(plan.probes()).hasSize(6);
    assertThat(plan.thresholds()).hasSize(9);
    assertThat(plan.probes().get(4).series())
        .extracting(ProbeSeries::name)
        .containsExactlyInAnyOrder("shop_buys", "shop_heap_bytes");
    Plan built = PLAN.build(KEY);
    assertThat(built.thresholds()).isEqualTo(plan.thresholds());
    for (int i = 0; i < 6; i++) {
      assertThat(built.probes().get(i).options()).isEqualTo(plan.probes().get(i).options());
      assertThat(built.probes().get(i).series())
          .containsExactlyInAnyOrderElementsOf(plan.probes().get(i).series());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {process: a, childen: true} | probes[0].childen is not a known key. Did you mean children?
          {machine: disks}          | probes[0].machine must be one of all, cpu, memory, disk, network, pressure, got: disks. Did you mean disk?
          {cgroup: ../x}            | probes[0].cgroup must be the path of a control group or the id of a process in it, got: ../x.
          {jvm: "a:1", user: me}    | probes[0].user must stand beside password. Write both or neither.
          {prometheus: http://x, series: {a: "b("}}  | probes[0].series.a must be the name of a metric with its labels, got: b(. Write it as
          {command: ls, series: {a: numbers}}        | probes[0].series.a must be one of number, ratio, seconds, bytes, per_second, bytes_per_second, got: numbers. Did you mean number?
          {jvm: 1, limits: {heap_used: 1GB}}         | probes[0].limits.heap_used must be the limit of a series in bytes, got: heap_used.
          """)
  void problem_ofAProbe_hasItsPlaceKeyValueAndFix(String probe, String problem) {
    assertThatThrownBy(() -> read("probes:\n  - " + probe + "\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("plan.yaml:6:")
        .hasMessageContaining(problem);
  }
}
