package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans made of documents as browsers, people and Postman write them. */
final class ConvertTest {
  private static final Path FOLDER = Path.of("src/test/resources/convert");
  private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\{env: (\\w+)}");

  /** What must not be in any plan. */
  private static final List<String> SECRETS =
      List.of(
          "eyJhbGciOiJIUzI1NiJ9",
          "correct-horse-7",
          "9f8e7d6c5b4a39281706f5e4",
          "c0ffee11-22aa-4bcd",
          "live-key-123456789",
          "geheim-123",
          "very-secret-42",
          "stale-token-77777",
          "live-4f3e2d1c0b");

  @TempDir private Path folder;

  @Test
  void har_ofAShop_becomesAScenarioForEachPage() throws IOException {
    assertConverts("shop.har", "shop.yaml");
  }

  @Test
  void har_withOtherHostsAndCookies_becomesSeveralTargetsInOneScenario() throws IOException {
    assertConverts(
        "shop.har",
        "shop-journey.yaml",
        "--include=*.example.com",
        "--exclude=/live",
        "--keep-cookies",
        "--one-scenario",
        "--target=http://127.0.0.1:18800/shop");
  }

  @Test
  void openApi_ofALibrary_becomesAScenarioForEachTag() throws IOException {
    assertConverts("library.yaml", "library-plan.yaml");
  }

  @Test
  void openApi31_inSeveralFilesWithoutAHost_takesTheTarget() throws IOException {
    assertConverts("tickets.json", "tickets.yaml", "--target=http://127.0.0.1:8080/api/");
  }

  @Test
  void postman_withAnEnvironment_becomesAScenarioForEachFolder() throws IOException {
    assertConverts(
        "orders.postman_collection.json",
        "orders.yaml",
        "--environment=" + FOLDER.resolve("test.postman_environment.json"));
  }

  /** Converts a document, compares the plan and what is told, and has the plan validated. */
  private void assertConverts(String document, String golden, String... options)
      throws IOException {
    List<String> args = new ArrayList<>(List.of("convert", FOLDER.resolve(document).toString()));
    args.addAll(List.of(options));

    Cli.Answer answer = Cli.run(args.toArray(String[]::new));

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).doesNotContain(SECRETS.toArray(String[]::new));
    assertThat(answer.err()).doesNotContain(SECRETS.toArray(String[]::new));
    GoldenFile.assertMatches(answer.out(), FOLDER.resolve(golden));
    GoldenFile.assertMatches(answer.err(), FOLDER.resolve(golden.replace(".yaml", ".txt")));
    assertValid(answer.out());
  }

  private void assertValid(String plan) throws IOException {
    Map<String, String> environment = new HashMap<>();
    Matcher names = FROM_ENVIRONMENT.matcher(plan);
    while (names.find()) {
      environment.put(names.group(1), "secret");
    }
    Path file = Files.writeString(folder.resolve("plan.yaml"), plan);

    Cli.Answer answer = Cli.run(environment, "validate", file.toString());

    assertThat(answer.out()).contains(" is valid: ");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
  }

  @Test
  void convert_withOut_writesTheFileOnceAndPrintsNothing() throws IOException {
    Path plan = folder.resolve("made.yaml");
    String document = FOLDER.resolve("library.yaml").toString();

    Cli.Answer first = Cli.run("convert", document, "--out", plan.toString());
    Cli.Answer second = Cli.run("convert", document, "--out", plan.toString());

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).isEmpty();
    assertThat(first.err()).startsWith(plan + " has 3 scenarios with 9 requests.\n");
    assertThat(Files.readString(plan))
        .isEqualTo(Files.readString(FOLDER.resolve("library-plan.yaml")));
    assertThat(second.code()).isEqualTo(2);
    assertThat(second.err())
        .isEqualTo(
            "--out must name a file that does not exist yet, got: "
                + plan
                + ". Choose another name, or remove it.\n\n1 problem; no load was sent.\n");
  }

  @Test
  void convert_withOutInAFolderThatIsNot_saysSo() {
    Path plan = folder.resolve("no/made.yaml");

    Cli.Answer answer =
        Cli.run("convert", FOLDER.resolve("library.yaml").toString(), "--out", plan.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith("--out must name a file in a folder that exists, got: " + plan);
  }

  @Test
  void convert_withATargetThatIsNone_saysSoWithoutItsPassword() {
    Cli.Answer answer = Cli.run("convert", "x.har", "--target", "http://ada:secret@shop");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith(
            "loadstone: --target must be a URL of http or https without user and query, got:"
                + " http://***@shop. Write it as http://127.0.0.1:8080.\n");
  }

  @Test
  void convert_withAUrlAsPattern_saysWhatPatternsAre() {
    Cli.Answer answer = Cli.run("convert", "x.har", "--include", "https://shop/*");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith(
            "loadstone: --include and --exclude must be of hosts, such as *.example.com, or of"
                + " paths, such as /api/*, got: https://shop/*\n");
  }
}
