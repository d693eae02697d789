package dev.loadstone.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareCommandTest {
  @TempDir private Path folder;
  private String before = "";
  private String slower = "";
  private String alike = "";

  @BeforeEach
  void files() throws IOException {
    before = jmh("before.json", 5, 10);
    slower = jmh("slower.json", 5, 15);
    alike = jmh("alike.json", 5, 10.02);
  }

  private String jmh(String name, int forks, double nanos) throws IOException {
    String data =
        IntStream.range(0, forks)
            .mapToObj(i ->
                String.format(
                    Locale.ROOT,
                    "[%.3f, %.3f]",
                    nanos * (1 + 0.003 * i),
                    nanos * (1.001 + 0.003 * i)))
            .collect(Collectors.joining(", "));
    return Files.writeString(
            folder.resolve(name),
            """
            [{"jmhVersion": "1.37", "benchmark": "com.acme.Quote.price", "mode": "avgt",
              "threads": 1, "primaryMetric": {"scoreUnit": "ns/op", "rawData": [%s]}}]
            """
                .formatted(data))
        .toString();
  }

  private static Cli.Answer compare(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "compare";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Cli.run(all);
  }

  @Test
  void regression_found_endsWithFour() {
    Cli.Answer answer = compare(before, slower);

    assertThat(answer.code()).isEqualTo(4);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .startsWith("regression: of 1 figure 1 regression\n")
        .contains("+50.0 %", "com.acme.Quote.price{mode=avgt}");
  }

  @Test
  void improvementOrNoChange_endsWithZero() {
    assertThat(compare(slower, before).code()).isZero();
    assertThat(compare(slower, before).out()).startsWith("improvement: ");
    assertThat(compare(before, alike).code()).isZero();
    assertThat(compare(before, alike).out()).startsWith("no change: ");
  }

  @Test
  void oneRunEach_endsWithFive() throws IOException {
    Cli.Answer answer = compare(jmh("a.json", 1, 10), jmh("b.json", 1, 30));

    assertThat(answer.code()).isEqualTo(5);
    assertThat(answer.out()).contains("suspected regression", "With one run on each side");
  }

  @Test
  void sides_canBeGivenInThreeWays() {
    String plain = compare(before, slower, "--format", "json").out();

    assertThat(compare(before, "--with", slower, "--format=json").out()).isEqualTo(plain);
    assertThat(compare("--baseline", before, "--candidate", slower, "--format=json").out())
        .isEqualTo(plain);
    Cli.Answer several = compare(before, alike, "--with", slower);
    assertThat(several.code()).isEqualTo(4);
    assertThat(several.out()).contains("baseline   10 runs", "candidate  5 runs");
  }

  @Test
  void tolerance_ofAllOrOfOne_changesTheJudgement() {
    assertThat(compare(before, slower, "--tolerance", "60%").code()).isZero();
    assertThat(compare(before, slower, "--tolerance", "0").code()).isEqualTo(4);
    assertThat(compare(before, slower, "--tolerance", "60%", "--tolerance", "com.acme.*=1%").code())
        .isEqualTo(4);
  }

  @Test
  void reports_areWrittenWhereAsked() throws IOException {
    Path file = folder.resolve("new/diff.md");
    Cli.Answer answer = compare(before, slower, "--format", "md", "--out", file.toString());

    assertThat(answer.code()).isEqualTo(4);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).isEqualTo("Written: " + file + "\n");
    assertThat(file).content().startsWith("# Comparison: regression");

    Path several = folder.resolve("all");
    compare(before, slower, "--format", "text,md,json,csv", "--out", several.toString());
    assertThat(several.toFile().list())
        .containsExactlyInAnyOrder(
            "comparison.txt", "comparison.md", "comparison.json", "comparison.csv");
    JsonNode json = new ObjectMapper().readTree(several.resolve("comparison.json").toFile());
    assertThat(json.path("valid").booleanValue()).isTrue();
  }

  @Test
  void wrongUsage_isToldWithItsFix() {
    wrong("two places are needed, the baseline and the candidate, got: 1", before);
    wrong("two places are needed, the baseline and the candidate, got: 3", before, alike, slower);
    wrong("the baseline is missing: name its places before --with", "--with", slower);
    wrong("--baseline and --candidate need each other", "--baseline", before);
    wrong("--baseline and --candidate need each other", before, "--candidate", slower);
    wrong(
        "--format must be one of text, md, json, csv, got: html", before, slower, "--format=html");
    wrong("several formats need --out", before, slower, "--format=md,csv");
    wrong("--tolerance must be a share such as 20% or 0", before, slower, "--tolerance=-5%");
    wrong("--tolerance must be a share", before, slower, "--tolerance=p99=fast");
    wrong("--level must be above 0 and at most 50%, got: 0", before, slower, "--level=0");
    wrong("--level must be a share such as 5%, got: x", before, slower, "--level=x");
    wrong("--run-variation must be above 0, got: 0%", before, slower, "--run-variation=0%");
    wrong(
        "--correction must be one of step-down, holm, bh, got: none",
        before,
        slower,
        "--correction=none");
    wrong("--measure must be written as in thresholds", before, slower, "--measure={step=a}");
    wrong(
        "--pairs, --baseline-target, --candidate-target, --scale and --runs need --paired",
        before,
        slower,
        "--pairs=6");
    wrong(
        "--paired needs two plans, or one plan and --candidate-target, got plans: 1",
        "--paired",
        before);
    wrong("--pairs must be from 1 to 60, got: 0", "--paired", before, slower, "--pairs=0");
    wrong("--scale must be a number above 0, got: -1.0", "--paired", before, slower, "--scale=-1");
    wrong(
        "--paired takes plans as its places",
        "--paired",
        "--baseline",
        before,
        "--candidate",
        slower);
    wrong("missing.json does not exist", before, folder.resolve("missing.json").toString());
  }

  @Test
  void figure_unknown_isSuggested() {
    wrong(
        "--measure must name a figure that is compared, got: com.acme.Quote.prise{mode=avgt}. Did"
            + " you mean com.acme.Quote.price{mode=avgt}?",
        before,
        slower,
        "--measure",
        "com.acme.Quote.prise{mode=avgt}");
    wrong(
        "--tolerance must name a figure that is compared, got: nothing",
        before,
        slower,
        "--tolerance",
        "nothing=5%");
  }

  private static void wrong(String message, String... arguments) {
    Cli.Answer answer = compare(arguments);

    assertThat(answer.err()).contains(message);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
  }
}
