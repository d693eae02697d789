package dev.loadstone.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportCommandTest {
  @TempDir private Path folder;

  private String jtl(String name, int failures) throws IOException {
    StringBuilder text = new StringBuilder("timeStamp,elapsed,label,responseCode,success\n");
    for (int i = 0; i < 200; i++) {
      text.append(1769860800000L + 10L * i)
          .append(i < failures ? ",20,home,503,false\n" : ",20,home,200,true\n");
    }
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String wrk(String name, double millis) throws IOException {
    return Files.writeString(
            folder.resolve(name),
            String.format(
                Locale.ROOT,
                """
                Running 10s test @ http://127.0.0.1:8080/
                  Thread Stats   Avg      Stdev     Max   +/- Stdev
                    Latency     %1$.2fms    0.10ms  90.00ms   93.69%%
                  Latency Distribution
                     50%%    %1$.2fms
                     99%%   %1$.2fms
                  5000 requests in 10.00s, 1.76MB read
                Requests/sec:    500.00
                """,
                millis))
        .toString();
  }

  @Test
  void samples_becomeARunDirectory_thatReportReads() throws IOException {
    Path out = folder.resolve("run");

    Cli.Answer answer = Cli.run("import", jtl("a.jtl", 2), "--out=" + out, "--name=shop");

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out())
        .startsWith("PASS  shop\n")
        .contains("Imported   Results of jmeter (JTL as CSV, -l FILE), read from a.jtl.")
        .contains("Operations 200 ended, 2 failed")
        .endsWith("Run: " + out + "\n");
    assertThat(out.resolve("run.json")).exists();
    Cli.Answer report = Cli.run("report", out.toString(), "--format=json");
    assertThat(report.code()).as(report.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(report.out());
    assertThat(result.path("load").path("failed_operations").intValue()).isEqualTo(2);
    assertThat(result.path("environment").path("import.tool").textValue()).isEqualTo("jmeter");
  }

  @Test
  void figures_asJson_areTheResult() throws IOException {
    Cli.Answer answer =
        Cli.run("import", wrk("wrk.txt", 2), "--out=" + folder.resolve("run"), "--format", "json");

    assertThat(answer.code()).as(answer.err()).isZero();
    JsonNode times = new ObjectMapper().readTree(answer.out()).path("measures").get(0);
    assertThat(times.path("percentiles").path("p99").doubleValue()).isEqualTo(0.002);
    assertThat(times.has("min")).isFalse();
    assertThat(answer.err()).startsWith("Run: ");
  }

  @Test
  void severalFiles_becomeARunEach() throws IOException {
    Path out = folder.resolve("runs");

    Cli.Answer answer = Cli.run("import", jtl("a.jtl", 0), jtl("b.jtl", 1), "--out=" + out);

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(out.resolve("001").resolve("result.json")).exists();
    assertThat(out.resolve("002").resolve("result.json")).exists();
    assertThat(Cli.run("import", jtl("a.jtl", 0), jtl("b.jtl", 1), "--format=json").err())
        .startsWith("loadstone: --format json tells one run, got: 2\n");
  }

  @Test
  void input_thatIsNone_isRefusedWithItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jtl"), "timeStamp,elapsed,label\n1,x,a\n");

    Cli.Answer answer = Cli.run("import", file.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith("loadstone: " + file + ":2:1: elapsed must be a whole number, got: x.");
    Cli.Answer missing = Cli.run("import", folder.resolve("none").toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("none does not exist.");
    Cli.Answer tool = Cli.run("import", file.toString(), "--tool=jmetr");
    assertThat(tool.code()).isEqualTo(2);
    assertThat(tool.err())
        .startsWith(
            "loadstone: --tool must be a tool that is known, got: jmetr. Did you mean jmeter?");
  }

  @Test
  void benchmarks_areShown() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("h.json"),
            "{\"results\": [{\"command\": \"ls\", \"mean\": 2, \"times\": [0.010, 0.014]}]}");

    Cli.Answer answer = Cli.run("import", file.toString());

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out())
        .isEqualTo("Benchmarks of hyperfine, for \"loadstone compare\":\n  12.0 ms  ls\n");
  }

  @Test
  void compare_ofForeignFiles_findsARegression() throws IOException {
    List<String> args = new ArrayList<>(List.of("compare"));
    for (int i = 0; i < 5; i++) {
      args.add(wrk("before" + i, 2 + 0.01 * i));
    }
    args.add("--with");
    for (int i = 0; i < 5; i++) {
      args.add(wrk("after" + i, 3 + 0.01 * i));
    }

    Cli.Answer answer = Cli.run(args.toArray(String[]::new));

    assertThat(answer.code()).as(answer.err() + answer.out()).isEqualTo(4);
    assertThat(answer.out()).startsWith("regression: ").contains("response_time.p99");
  }

  @Test
  void history_takesForeignFiles_once() throws IOException {
    String history = "--history=" + folder.resolve("history.db");
    String file = jtl("a.jtl", 0);

    assertThat(Cli.run("history", "add", file, history).out())
        .isEqualTo("Added 1 of 1 runs; the others were known.\n");
    assertThat(Cli.run("history", "add", file, history).out())
        .isEqualTo("Added 0 of 1 runs; the others were known.\n");
    assertThat(Cli.run("history", history).out()).contains("2026-01-31 12:00:00Z  jmeter  pass");
  }
}
