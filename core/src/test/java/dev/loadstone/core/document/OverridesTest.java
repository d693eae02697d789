package dev.loadstone.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class OverridesTest {
  private final Problems problems = new Problems();

  private DocumentNode apply(String document, String... overrides) {
    DocumentNode root = Documents.read("a.yaml", document, problems).orElseThrow();
    return Overrides.apply(root, List.of(overrides), "--set", problems);
  }

  private static DocumentNode at(DocumentNode node, Object... path) {
    DocumentNode found = node;
    for (Object part : path) {
      found =
          switch (found) {
            case DocumentNode.MapNode map ->
                Objects.requireNonNull(map.entries().get(part)).value();
            case DocumentNode.ListNode list -> list.items().get((Integer) part);
            case DocumentNode.ScalarNode ignored -> throw new AssertionError("no part " + part);
          };
    }
    return found;
  }

  @Test
  void apply_itemOfAList_isChangedInPlace() {
    DocumentNode changed =
        apply("load: {phases: [{rate: 1/s}, {rate: 2/s}]}", "load.phases[1].rate=50/s");
    assertThat(at(changed, "load", "phases", 1, "rate").describe()).isEqualTo("50/s");
    assertThat(at(changed, "load", "phases", 0, "rate").describe()).isEqualTo("1/s");
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void apply_missingKeys_areCreated() {
    DocumentNode changed = apply("name: a", "http.tls.insecure=true");
    assertThat(at(changed, "http", "tls", "insecure").path()).isEqualTo("http.tls.insecure");
  }

  @Test
  void apply_yamlValue_isAnyStructure() {
    DocumentNode changed = apply("name: a", "load.phases=[{rate: 5/s, for: 1s}]");
    assertThat(at(changed, "load", "phases", 0, "rate").path()).isEqualTo("load.phases[0].rate");
  }

  @Test
  void apply_quotedKey_mayHaveDots() {
    DocumentNode changed =
        apply(
            "scenarios: {a.b: {weight: 1}}",
            "scenarios.\"a.b\".weight=2",
            "scenarios[\"a.b\"].think=1s");
    assertThat(at(changed, "scenarios", "a.b", "weight").describe()).isEqualTo("2");
    assertThat(at(changed, "scenarios", "a.b", "think").describe()).isEqualTo("1s");
  }

  @Test
  void apply_valueWithEquals_isCutAtTheFirst() {
    assertThat(at(apply("a: b", "a=x=y"), "a").describe()).isEqualTo("x=y");
  }

  @Test
  void apply_newValue_isLocatedAtTheOverride() {
    DocumentNode changed = apply("a: b", "a=1", "c=2");
    assertThat(at(changed, "c").location().map(Object::toString)).contains("--set:2:3");
  }

  @Test
  void apply_wrongOverrides_sayWhatIsWrong() {
    apply(
        "load: {phases: [1]}",
        "rate",
        "=5",
        "load.phases[3]=1",
        "load.phases.x=1",
        "load[0]=1",
        "load.phases[0].a=1",
        "a=[1");
    assertThat(problems.all().stream().map(Problem::toString))
        .containsExactly(
            "--set:1:1: must be a path and a value, got: rate. Write it as load.phases[0].rate=50/s.",
            "--set:2:1: must be a path and a value, got: =5. Write it as load.phases[0].rate=50/s.",
            "--set:3:16: must name a place in the document, got: load.phases[3]=1. load.phases has only one item.",
            "--set:4:15: must name a place in the document, got: load.phases.x=1. load.phases is not a mapping.",
            "--set:5:9: must name a place in the document, got: load[0]=1. load is not a list.",
            "--set:6:18: must name a place in the document, got: load.phases[0].a=1. load.phases[0] is not a mapping.",
            "--set:7:3: is not valid YAML: while parsing a flow sequence: expected ',' or ']', but got <stream end>. Quote the value.");
  }

  @Test
  void set_keyWithSpacesSlashesAndBraces_isReachedByItsName() {
    String name = "POST /api/v1/enterprise/{feature}";
    DocumentNode root =
        Documents.read("t.yaml", "routes: {\"" + name + "\": {workers: 1}}", problems)
            .orElseThrow();
    DocumentNode law = Documents.read("s.yaml", "{law: constant}", problems).orElseThrow();

    DocumentNode quoted =
        Overrides.set(root, "routes[\"" + name + "\"].service", law, law.location(), problems);
    DocumentNode plain =
        Overrides.set(root, "routes." + name + ".service", law, law.location(), problems);

    assertThat(problems.all()).isEmpty();
    assertThat(quoted).isEqualTo(plain);
    assertThat(at(quoted, "routes", name, "workers").describe()).isEqualTo("1");
    DocumentNode set = at(quoted, "routes", name, "service", "law");
    assertThat(set.path()).isEqualTo("routes." + name + ".service.law");
    assertThat(set.location().map(Object::toString)).contains("s.yaml:1:7");
  }

  @Test
  void set_wrongPaths_sayWhatIsWrong() {
    DocumentNode root = Documents.read("t.yaml", "a: [1]", problems).orElseThrow();

    Overrides.set(root, "a..b", root, root.location(), problems);
    Overrides.set(root, "a.b", root, root.location(), problems);

    assertThat(problems.all().stream().map(Problem::toString))
        .containsExactly(
            "t.yaml:1:1: must be a path of keys and indices, got: a..b. Write it as load.phases[0].rate; a key with dots in it as routes[\"GET /a.b\"].",
            "t.yaml:1:1: must name a place in the document, got: a.b. a is not a mapping.");
  }
}
