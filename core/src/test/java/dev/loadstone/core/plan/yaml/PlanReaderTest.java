package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.PlanFixture.problems;
import static dev.loadstone.core.plan.yaml.PlanFixture.read;
import static dev.loadstone.core.plan.yaml.PlanFixture.with;
import static dev.loadstone.core.plan.yaml.PlanFixture.withSteps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.expression.Expression.CredentialValue;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.HttpSettings.Connections;
import dev.loadstone.core.plan.HttpSettings.Protocol;
import dev.loadstone.core.plan.HttpSettings.TlsProvider;
import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.problem.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanReaderTest {
  private static final String SEVERAL =
      "name: a\ntarget: {chat: http://a, docs: http://b}\nload: {profile: baseline}\nsteps: [{http: GET /a, on: docs}]\n";

  private static String base(Plan plan, String target) {
    return Objects.requireNonNull(plan.targets().get(target)).base().toString();
  }

  @Test
  void read_withoutFiles_namesEachThatThePlanHas() {
    assertThatThrownBy(
            () -> read(with("credentials: {k: {file: pom.xml}}"), ReadOptions.NONE.withoutFiles()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must not name a file here, got: pom.xml");
  }

  @Test
  void read_file_startsItsFilesAtItsFolder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("token.txt"), "secret\n");
    Path plan =
        Files.writeString(
            folder.resolve("plan.yaml"), with("credentials: {api: {file: token.txt}}"));
    Plan read = new PlanReader().read(plan, ReadOptions.NONE);
    assertThat(read.credentials().values())
        .extracting(credential -> credential.secret())
        .containsExactly("secret");
    assertThat(read.toString()).doesNotContain("secret");
  }

  @Test
  void read_missingFile_isAProblem() {
    assertThatThrownBy(() -> new PlanReader().read(Path.of("/nowhere/plan.yaml"), ReadOptions.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "must name a plan that exists, got: /nowhere/plan.yaml. /nowhere/plan.yaml does not exist.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${api}", "${credentials.api}"})
  void read_credential_staysAnExpression(String expression) {
    ReadOptions options = ReadOptions.NONE.withEnvironment(Map.of("TOKEN", "secret"));
    String plan =
        withSteps("- {http: GET /a, headers: {Authorization: \"Bearer " + expression + "\"}}\n")
            + "credentials: {api: {env: TOKEN}}\n";
    Step.Http step = (Step.Http) read(plan, options).scenarios().getFirst().steps().getFirst();
    assertThat(step.headers().getFirst().value().expressions())
        .containsExactly(new CredentialValue("api"));
  }

  @Test
  void read_variables_comeInTheOrderOfTheirMaking() {
    Plan plan = read(with("variables: {a: \"${b}${c}\", b: x, c: \"${b}\"}"));
    assertThat(plan.variables().keySet()).containsExactly("b", "c", "a");
  }

  @Test
  void read_httpSettings_areRead() {
    assertThat(
            read(with(
                    "http: {connections: per-user, maxConnections: 7, localAddresses: [127.0.0.2, '::1'], redirects: false, cookies: false, compression: true, tls: {insecure: true, provider: jdk}}"))
                .http())
        .isEqualTo(
            new HttpSettings(
                Protocol.DEFAULT,
                Connections.PER_USER,
                7,
                List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("::1")),
                0,
                false,
                true,
                Optional.empty(),
                true,
                TlsProvider.JDK));
    assertThat(read(with("http: {redirects: true}")).http()).isEqualTo(HttpSettings.DEFAULT);
  }

  @Test
  void read_instancesThatAreNotAlike_areRefused() {
    String text =
        "name: a\ntarget: [http://a/x, http://b/y, redis://c]\nload: {profile: baseline}\nsteps: [{http: GET /a}]\n";

    assertThatThrownBy(() -> read(text))
        .hasMessageContaining(
            "target[1] must differ from the first instance in host and port only, and be an http or https URL, got: http://b/y.");
  }

  @Test
  void read_httpVersion_isRead() {
    assertThat(read(with("http: {version: http/2, streamsPerConnection: 10}")).http().protocol())
        .isEqualTo(new Protocol(Version.HTTP_2, 10, 1));
    assertThat(read(with("http: {version: auto}")).http().protocol())
        .isEqualTo(new Protocol(Version.AUTO, 100, 1));
    assertThat(read(with("http: {version: http/1.1}")).http()).isEqualTo(HttpSettings.DEFAULT);
    assertThat(read(with("http: {pipelining: 16}")).http().protocol())
        .isEqualTo(new Protocol(Version.HTTP_1_1, 100, 16));
  }

  @Test
  void read_shortForm_isOneScenario() {
    Plan plan = read(with("think: 1s"));
    assertThat(plan.scenarios()).singleElement().returns("shop", scenario -> scenario.name());
    assertThat(plan.seed()).isEqualTo(42);
  }

  @Test
  void read_namesOfTheSetup_areKnownInEveryScenario() {
    String login = "[{http: POST /login, extract: {token: $.token}}]";
    String plan =
        "name: a\ntarget: http://a\nload: {profile: baseline}\nsetup: "
            + login
            + "\nscenarios:\n  one: {steps: [{http: \"GET /${token}\"}]}\n";
    assertThat(read(plan).setup()).hasSize(1);
  }

  @Test
  void override_value_isReadInsteadOfThePlans() {
    Plan plan =
        read(
            with("seed: 1"),
            ReadOptions.NONE.withOverrides(
                List.of("load.phases[0].rate=50/s", "seed=7", "http.cookies=false")));
    assertThat(plan.load().orElseThrow().phases().getFirst().from()).isEqualTo(50);
    assertThat(plan.seed()).isEqualTo(7);
    assertThat(plan.http().cookies()).isFalse();
  }

  @Test
  void override_unknownKey_isAProblemAtTheOverride() {
    assertThat(
            problems(
                with("seed: 1"),
                ReadOptions.NONE.withOverrides(List.of("load.phases[0].rat=50/s"))))
        .containsExactly("--set:1:20: load.phases[0].rat is not a known key. Did you mean rate?");
  }

  @Test
  void target_url_replacesTheOnlyOne() {
    String unset = with("seed: 1").replace("http://127.0.0.1:18800", "${UNSET_TARGET}");
    Plan plan = read(unset, ReadOptions.NONE.withTarget("http://other:1/base/"));
    assertThat(base(plan, "default")).isEqualTo("http://other:1/base");
  }

  @Test
  void target_named_replacesOneOfSeveral() {
    Plan plan = read(SEVERAL, ReadOptions.NONE.withTarget("docs=http://c?".replace("?", "")));
    assertThat(base(plan, "docs")).isEqualTo("http://c");
    assertThat(base(plan, "chat")).isEqualTo("http://a");
  }

  @Test
  void target_thatFitsNone_isAProblem() {
    assertThat(problems(SEVERAL, ReadOptions.NONE.withTarget("http://c")))
        .containsExactly(
            "--target:1:1: must name one of the plan's targets, got: http://c. Write --target chat=http://c.");
    assertThat(problems(SEVERAL, ReadOptions.NONE.withTarget("doc=http://c")))
        .containsExactly(
            "--target:1:1: must name one of the plan's targets, got: doc=http://c. Did you mean docs?");
    assertThat(problems(with("seed: 1"), ReadOptions.NONE.withTarget("127.0.0.1:80")))
        .containsExactly(
            "--target:1:1: target must be an http or https URL, got: 127.0.0.1:80. Write it as http://127.0.0.1:80.");
  }

  @Test
  void read_twice_givesEqualPlans() {
    String text =
        withSteps("- {http: GET /a, check: [body matches \\d+], extract: {a: {regex: b}}}\n");
    assertThat(read(text)).isEqualTo(read(text));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void scale_thatIsNoFactor_isRejected(double scale) {
    assertThatThrownBy(() -> ReadOptions.NONE.withScale(scale))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
