package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.dsl.PhaseSpec.rate;
import static dev.loadstone.core.plan.dsl.StartSpec.start;
import static dev.loadstone.core.plan.dsl.Steps.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.TargetProcess;
import dev.loadstone.core.plan.TargetProcess.Limits;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.dsl.RoundTrip;
import dev.loadstone.core.problem.InvalidTextException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets that are started for a run. */
final class TargetReaderTest {
  private static final String WHOLE =
      """
      url: http://127.0.0.1:8080/
      start:
        command: java -jar "my shop.jar" --port ${PORT}
        env: {MODE: load, KEY: "${SECRET}"}
        directory: shop
        cpu: 0.5
        memory: 512MB
        healthy: /health?deep=1
        within: 1m
        stop: 0s
      """;

  private static final ReadOptions OPTIONS =
      new ReadOptions(
          Map.of("PORT", "8080", "SECRET", "s3"),
          List.of(),
          Optional.empty(),
          1,
          Path.of("at"),
          false);

  private static String plan(String target) {
    return "name: x\ntarget:\n"
        + target.indent(2)
        + "load: {phases: [{rate: 5/s, for: 10s}]}\nsteps: [{http: GET /}]\n";
  }

  private static Target target(Plan plan, String name) {
    return Objects.requireNonNull(plan.targets().get(name));
  }

  private static List<String> problems(String target) {
    return PlanFixture.problems(plan(target), OPTIONS);
  }

  @Test
  void start_withEveryKey_isRead() {
    Target target = target(PlanFixture.read(plan(WHOLE), OPTIONS), "default");

    assertThat(target.instances()).containsExactly(URI.create("http://127.0.0.1:8080"));
    assertThat(target.process())
        .contains(
            new TargetProcess(
                List.of("java", "-jar", "my shop.jar", "--port", "8080"),
                Map.of("MODE", "load", "KEY", "s3"),
                Path.of("at/shop"),
                new Limits(OptionalDouble.of(0.5), OptionalLong.of(512_000_000)),
                Optional.of("/health?deep=1"),
                Duration.ofMinutes(1),
                Duration.ZERO));
  }

  @Test
  void start_withCommandOnly_hasDefaults() {
    Target target =
        target(
            PlanFixture.read(
                plan("{url: [http://a:1, http://a:2], start: {command: [./run, a b]}}"), OPTIONS),
            "default");

    assertThat(target.instances()).hasSize(2);
    assertThat(target.process())
        .contains(
            new TargetProcess(
                List.of("./run", "a b"),
                Map.of(),
                Path.of("at"),
                Limits.NONE,
                Optional.empty(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10)));
  }

  @Test
  void start_ofOneOfSeveral_isThatOnes() {
    String several =
        "shop: {url: http://a, start: {command: shop}}\nstock: http://b\nurl: http://c\n";
    Plan plan =
        PlanFixture.read(plan(several).replace("{http: GET /}", "{http: GET /, on: url}"), OPTIONS);

    assertThat(plan.targets().keySet()).containsExactly("shop", "stock", "url");
    assertThat(target(plan, "shop").process()).isPresent();
    assertThat(target(plan, "stock").process()).isEmpty();
  }

  @Test
  void start_inJava_isTheSamePlan() {
    LoadPlan plan =
        LoadPlan.named("x")
            .target(
                "http://127.0.0.1:8080",
                start("java", "-jar", "my shop.jar", "--port", "${PORT}")
                    .env("MODE", "load")
                    .env(Map.of("KEY", "${SECRET}"))
                    .directory("shop")
                    .cpu(0.5)
                    .memory("512MB")
                    .healthy("/health?deep=1")
                    .within(Duration.ofMinutes(1))
                    .stop(Duration.ZERO))
            .open(rate(5).over(Duration.ofSeconds(10)))
            .scenario("x", scenario -> scenario.step(http("GET", "/")));

    assertThat(RoundTrip.build(plan, OPTIONS).targets())
        .isEqualTo(PlanFixture.read(plan(WHOLE), OPTIONS).targets());
    assertThat(plan.yaml()).contains("${SECRET}").doesNotContain("s3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "command: ''|target.start.command must name a program, got: nothing",
        "command: []|target.start.command must name a program",
        "command: java 'x|target.start.command must have an end to each quotation mark, got: java 'x",
        "cpu: 1|target.start must have the key 'command'. Write command: java -jar shop.jar --port 8080.",
        "command: x, cpu: 0|target.start.cpu must be a number of processors from 0.01 to 1024, got: 0. 0.5 is half a processor's time.",
        "command: x, cpu: two|target.start.cpu must be a number of processors",
        "command: x, memory: 512|target.start.memory must be a data size, got: 512.",
        "command: x, memory: 5B|target.start.memory must be at least 1MB, got: 5B.",
        "command: x, healthy: health|target.start.healthy must be a path, which begins with a slash, got: health. Write healthy: /health.",
        "command: x, within: 0s|target.start.within must be longer than zero",
        "command: x, stop: soon|target.start.stop must be a duration, got: soon.",
        "command: x, env: {A: [1]}|target.start.env.A must be a single value",
        "command: x, env: {A: $WAS}|target.start.env.A",
        "command: x, comand: y|target.start.comand is not a known key. Did you mean command?",
      })
  void start_thatIsWrong_isToldWithItsPlace(String keys, String problem) {
    String wrong = keys.replace("$WAS", "\"${UNSET}\"");
    assertThat(problems("url: http://a\nstart: {" + wrong + "}\n"))
        .singleElement()
        .asString()
        .startsWith("plan.yaml:")
        .contains(problem);
  }

  @Test
  void target_thatIsWrong_isTold() {
    assertThat(problems("start: {command: x}\n"))
        .singleElement()
        .asString()
        .contains("target must have the key 'url'. Write url: http://127.0.0.1:8080.");
    assertThat(problems("url: http://a\nstart: x\n"))
        .singleElement()
        .asString()
        .contains("target.start must be a mapping (key: value), got: x");
    assertThat(problems("url: http://a\nstrat: {command: x}\n"))
        .singleElement()
        .asString()
        .contains("target.strat is not a known key. Did you mean start?");
    assertThat(problems("{url: https://a, start: {command: x, healthy: /h}}"))
        .singleElement()
        .asString()
        .contains("target must have start.healthy only with a URL of http, got: https://a. Leave");
  }

  @Test
  void directory_thatIsNot_isToldOfTrustedPlans() {
    assertThat(
            PlanFixture.problems(
                plan("{url: http://a, start: {command: x, directory: no/such}}"), ReadOptions.NONE))
        .singleElement()
        .asString()
        .contains(
            "target.start.directory must name a folder that exists, got: no/such. There is no /");
  }

  @Test
  void option_anotherTarget_isNotStarted() {
    assertThat(target(PlanFixture.read(plan(WHOLE), OPTIONS.withTarget("http://c")), "default"))
        .isEqualTo(new Target("default", URI.create("http://c")));
    assertThat(
            target(
                PlanFixture.read(
                    plan("shop: {url: http://a, start: {command: x}}"),
                    OPTIONS.withTarget("shop=http://c")),
                "shop"))
        .isEqualTo(new Target("shop", URI.create("http://c")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a  b|a,b",
        "a \"b c\" 'd \"e'|a,b c,d \"e",
        "--x=\"b c\"d '' e|--x=b cd,,e",
        "  a |a",
      })
  void words_ofALine_areDividedOutsideQuotationMarks(String line, String words) {
    assertThat(TargetProcessReader.words(line)).containsExactly(words.split(",", -1));
  }

  @Test
  void words_withoutAnEnd_areRefused() {
    assertThatThrownBy(() -> TargetProcessReader.words("a \"b"))
        .isInstanceOf(InvalidTextException.class)
        .hasMessage(
            "must have an end to each quotation mark, got: a \"b. Or write a list: command: [java,"
                + " -jar, \"my shop.jar\"].");
  }
}
