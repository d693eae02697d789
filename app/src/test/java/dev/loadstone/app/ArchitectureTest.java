package dev.loadstone.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * What may know what, and what no production code may do: the table of ARCHITECTURE.md, executed.
 */
final class ArchitectureTest {

  private static final String ROOT = "dev.loadstone";

  /** Raised as the product grows, so that a broken import of classes cannot pass as obedience. */
  private static final int CLASSES_AT_LEAST = 5;

  private static final Set<String> SIBLINGS =
      Set.of("engine", "connectors", "monitor", "report", "history", "tuner", "testbed");

  /** Module to the modules it may use, beside itself. {@code app} is absent: it may use all. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("core", Set.of()),
          Map.entry("testkit", Set.of()),
          Map.entry("engine", Set.of("core")),
          Map.entry("connectors", Set.of("core")),
          Map.entry("monitor", Set.of("core")),
          Map.entry("report", Set.of("core")),
          Map.entry("history", Set.of("core")),
          Map.entry("tuner", Set.of("core")),
          Map.entry("testbed", Set.of("core")),
          Map.entry("cluster", Set.of("core", "engine")),
          Map.entry("web", Set.of("core", "report", "history")),
          Map.entry("junit", Set.of("core", "engine", "report", "history")));

  /** Packages of a library to the modules that may see it. */
  private static final Map<String, Set<String>> LIBRARY_BELONGS_TO =
      Map.ofEntries(
          Map.entry("io.netty..", Set.of("engine", "connectors", "testbed")),
          Map.entry("io.vertx..", Set.of("testbed", "web")),
          Map.entry(
              "com.fasterxml.jackson.databind..",
              Set.of("report", "history", "web", "testkit", "app")),
          Map.entry("com.microsoft.playwright..", Set.of("testkit")),
          Map.entry("org.snakeyaml..", Set.of("core")),
          Map.entry("org.web3j..", Set.of("engine", "testbed")),
          Map.entry("com.google.protobuf..", Set.of("engine")),
          Map.entry("com.squareup.wire..", Set.of("engine")),
          Map.entry("com.openhtmltopdf..", Set.of("report")),
          Map.entry("org.apache.pdfbox..", Set.of("report")),
          Map.entry("com.zaxxer.hikari..", Set.of("connectors")),
          Map.entry("org.jdbi..", Set.of("history")),
          Map.entry("org.flywaydb..", Set.of("history")),
          Map.entry("org.sqlite..", Set.of("history")),
          Map.entry("org.postgresql..", Set.of("history")),
          Map.entry("io.lettuce..", Set.of("connectors")),
          Map.entry("io.nats..", Set.of("connectors")),
          Map.entry("org.apache.kafka..", Set.of("connectors")),
          Map.entry("io.prometheus..", Set.of("monitor")),
          Map.entry("one..", Set.of("monitor")),
          Map.entry("io.opentelemetry..", Set.of("monitor")),
          Map.entry("picocli..", Set.of("app")));

  /** Classes that own waiting and the wall clock, by full name; everything else is handed them. */
  private static final Set<String> OWNERS_OF_TIME = Set.of();

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void product_imported_isNotEmpty() {
    assertThat(PRODUCT).hasSizeGreaterThanOrEqualTo(CLASSES_AT_LEAST);
  }

  @Test
  void classes_byPackage_belongToAKnownModule() {
    String[] modules =
        Stream.concat(MAY_USE.keySet().stream(), Stream.of("app"))
            .map(ArchitectureTest::packagesOf)
            .toArray(String[]::new);
    classes().should().resideInAnyPackage(modules).check(PRODUCT);
  }

  @Test
  void modules_dependencies_pointDownwardOnly() {
    MAY_USE.forEach((module, used) -> {
      String[] allowed =
          Stream.concat(Stream.of(module), used.stream())
              .map(ArchitectureTest::packagesOf)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(packagesOf(module))
          .should()
          .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(allowed)))
          .as(module + " uses nothing of Loadstone but itself and " + used)
          .allowEmptyShould(true)
          .check(PRODUCT);
    });
  }

  @Test
  void siblings_inTheTable_useOnlyCore() {
    assertThat(SIBLINGS)
        .allSatisfy(module -> assertThat(MAY_USE.get(module)).containsExactly("core"));
  }

  @Test
  void libraries_byModule_stayWhereTheyBelong() {
    LIBRARY_BELONGS_TO.forEach((library, modules) ->
        noClasses()
            .that()
            .resideOutsideOfPackages(
                modules.stream().map(ArchitectureTest::packagesOf).toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library)
            .as(library + " is seen by " + modules + " only")
            .check(PRODUCT));
  }

  @Test
  void packages_dependencies_haveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void packages_names_sayWhatTheyHold() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..util..",
            "..utils..",
            "..common..",
            "..impl..",
            "..helper..",
            "..helpers..",
            "..manager..")
        .check(PRODUCT);
  }

  @Test
  void packages_all_areNullMarked() {
    List<String> unmarked =
        PRODUCT.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(candidate -> !candidate.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .sorted()
            .toList();
    assertThat(unmarked).as("packages without a @NullMarked package-info.java").isEmpty();
  }

  @Test
  void standardStreams_outsideApp_areNotTouched() {
    noClasses()
        .that()
        .resideOutsideOfPackage(packagesOf("app"))
        .should(ACCESS_STANDARD_STREAMS)
        .check(PRODUCT);
  }

  @Test
  void exceptions_thrown_areSpecific() {
    noClasses().should(THROW_GENERIC_EXCEPTIONS).check(PRODUCT);
  }

  @Test
  void time_outsideItsOwners_isInjected() {
    noClasses()
        .that(doNotOwnTime())
        .should()
        .callMethodWhere(calls(Thread.class, "sleep").or(calls(System.class, "currentTimeMillis")))
        .as("no class but " + OWNERS_OF_TIME + " sleeps or reads the wall clock in milliseconds")
        .check(PRODUCT);
  }

  @Test
  void process_outsideApp_isNotEnded() {
    noClasses()
        .that()
        .resideOutsideOfPackage(packagesOf("app"))
        .should()
        .callMethodWhere(calls(System.class, "exit").or(calls(Runtime.class, "halt")))
        .check(PRODUCT);
  }

  private static String packagesOf(String module) {
    return ROOT + "." + module + "..";
  }

  private static DescribedPredicate<JavaClass> doNotOwnTime() {
    return DescribedPredicate.describe(
        "do not own time", candidate -> !OWNERS_OF_TIME.contains(candidate.getFullName()));
  }

  private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String method) {
    return DescribedPredicate.describe(
        "calls " + owner.getSimpleName() + "." + method,
        call -> {
          AccessTarget target = call.getTarget();
          return target.getOwner().isEquivalentTo(owner) && target.getName().equals(method);
        });
  }
}
