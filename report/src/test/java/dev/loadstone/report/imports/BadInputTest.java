package dev.loadstone.report.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.problem.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read is refused with its file, its line, and what to do. */
final class BadInputTest {
  private static final String HEADER = "timeStamp,elapsed,label,responseCode,success\n";

  @TempDir private Path folder;
  private ImportFixture files = new ImportFixture(Path.of("."));

  @BeforeEach
  void files() {
    files = new ImportFixture(folder);
  }

  private void refused(String content, String message) throws IOException {
    Path file = files.file("file", content);
    assertThatThrownBy(() -> ImportFixture.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ":" + message);
  }

  private void refusedWith(String content, String... parts) throws IOException {
    Path file = files.file("file", content);
    assertThatThrownBy(() -> ImportFixture.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContainingAll(parts);
  }

  @Test
  void nothing_isRefused() throws IOException {
    refused("", "1:1: must hold results, and is empty. Was the tool stopped?");
    refused(" \n\n", "1:1: must hold results, and is empty. Was the tool stopped?");
  }

  @Test
  void somethingElse_isRefusedWithWhatIsKnown() throws IOException {
    refusedWith(
        "name: plan\n",
        ":1:1: must be a result of a tool that is known, got: name: plan. Give one of: k6",
        "jmeter (JTL as CSV, -l FILE)",
        "google-benchmark");
    refusedWith("{\"a\": 1}", "must be a result of a tool that is known");
    refusedWith("[{\"benchmark\": \"x\", \"primaryMetric\": {}}]", "benchmarks of JMH");
  }

  @Test
  void vegetaBinary_isRefusedWithHowToEncodeIt() throws IOException {
    Path file = folder.resolve("results.bin");
    Files.write(
        file,
        "\u007f\u0003Result\u0001Attack\u0001Seq\u0001Code\u0001Timestamp\u0001Latency\u0001BytesOut\u0001BytesIn"
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ImportFixture.read(file))
        .hasMessage(
            file
                + ":1:1: must be a known result, got vegeta's binary results. Give what \"vegeta"
                + " encode --to json\" makes of them.");
  }

  @Test
  void anotherTool_thanSaid_isRefused() throws IOException {
    Path file = files.file("x.jtl", HEADER + "1769860800000,1,a,200,true\n");

    assertThatThrownBy(() -> Imports.read(List.of(file), Optional.of(Tool.K6), Optional.empty()))
        .hasMessage(
            file
                + ":1:1: must be a result of k6, got one of jmeter. Leave --tool out, or give"
                + " another file.");
  }

  @Test
  void filesOfTwoTools_areRefused() throws IOException {
    Path jtl = files.file("x.jtl", HEADER + "1769860800000,1,a,200,true\n");
    Path hey = files.file("hey.csv", "response-time,DNS+dialup,DNS,Request-write,Response-delay\n");

    assertThatThrownBy(() -> ImportFixture.read(jtl, hey))
        .hasMessage(
            hey
                + ":1:1: must be a result of jmeter as "
                + jtl
                + " is, got one of hey. Import results of different tools apart.");
  }

  @Test
  void samples_withoutAny_areRefused() throws IOException {
    refused(
        HEADER,
        "1:1: must hold at least one request, got none. Was the tool stopped before it began?");
  }

  @Test
  void jmeterCsv_withWhatIsNoNumber_isRefused() throws IOException {
    refused(
        HEADER + "1769860800000,1,a,200,true\n1769860800000,fast,a,200,true\n",
        "3:1: elapsed must be a whole number, got: fast. Give the file as the tool wrote it.");
    refused(
        HEADER + "2026/01/31 12:00:00.000,1,a,200,true\n",
        "2:1: timeStamp must be milliseconds since 1970, got: 2026/01/31 12:00:00.000. Run JMeter"
            + " with -Jjmeter.save.saveservice.timestamp_format=ms, which is its default.");
  }

  @Test
  void jmeterCsv_thatIsCut_isRefused() throws IOException {
    refused(
        HEADER + "1769860800000,1,a,200,true\n17698608",
        "3:1: elapsed must be a whole number, got: nothing. The line may be cut; give the file as"
            + " the tool wrote it.");
    refused(
        HEADER + "1769860800000,1,\"a,200,true\n",
        "2:1: must close every quotation mark, and one of this record's is open. The file may be"
            + " cut; give it as the tool wrote it.");
  }

  @Test
  void jmeterXml_thatIsCut_isRefused() throws IOException {
    refusedWith(
        """
        <testResults version="1.2">
        <httpSample t="1" ts="1769860800000" s="true" lb="a" rc="200" rm="OK"/>
        """,
        ": must be whole XML, got: ",
        "JMeter writes the end of the file when it ends; give the file after that.");
    refusedWith(
        "<testResults version=\"1.2\">\n<sample t=\"x\" ts=\"1\" s=\"true\" lb=\"a\"/></testResults>",
        ":2:1: the attribute t must be",
        "a whole number, got: x");
  }

  @Test
  void jmeterXml_withAnEntityOfItsOwn_isRefused() throws IOException {
    refusedWith(
        "<!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n"
            + "<testResults version=\"1.2\"><sample t=\"1\" ts=\"1\" s=\"true\" lb=\"&x;\"/></testResults>",
        "must be whole XML");
  }

  @Test
  void timesFarApart_areRefused() throws IOException {
    refused(
        HEADER + "1769860800,1,a,200,true\n1769860800000,1,a,200,true\n",
        "1:1: must span 7 days at most, got times from 1970-01-21T11:37:40.800Z to"
            + " 2026-01-31T12:00:00.001Z. Is a time wrong, or are these several runs in one file?");
  }

  @Test
  void k6Points_thatAreCut_areRefused() throws IOException {
    String line =
        "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"2026-01-31T12:00:00Z\",\"value\":1,\"tags\":{\"status\":\"200\"}}}\n";
    refused(
        line + "{\"metric\":\"http_re",
        "2:1: must be a line of JSON, got: {\"metric\":\"http_re. Give the file as k6 wrote it,"
            + " after k6 has ended; the last line of one that was stopped may be cut: leave it"
            + " out.");
    refused(
        line.replace("\"value\":1", "\"value\":\"soon\""),
        "1:1: data.value must be a number, got: \"soon\". Give the file as k6 wrote it.");
    refused(
        line.replace("2026-01-31T12:00:00Z", "noon"),
        "1:1: data.time must be a time such as 2026-01-31T12:00:00.5Z, got: noon. Give the file as"
            + " k6 wrote it.");
  }

  @Test
  void document_thatIsCut_isRefused() throws IOException {
    refusedWith(
        "{\"metrics\": {\n\"http_reqs\": {\"count\": 4",
        ":2:1: must be whole JSON, got: ",
        "Give the file as the tool wrote it, after the tool has ended.");
  }

  @Test
  void summary_ofNothing_isRefused() throws IOException {
    refusedWith(
        "{\"metrics\": {\"http_reqs\": {\"count\": 0, \"rate\": 0}}, \"root_group\": {}}",
        "must tell of at least one request, got none");
    refusedWith(
        "{\"metrics\": {\"http_reqs\": {\"count\": 5}}, \"root_group\": {}}",
        "must tell how long the run took, or its rate; got: NaN s");
  }

  @Test
  void wrk_thatIsCut_isRefused() throws IOException {
    refused(
        """
        Running 2s test @ http://127.0.0.1/
          2 threads and 10 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
        """,
        "3:1: must have the line \"… requests in …\", and ends without. The text may be cut; give"
            + " all that the tool printed.");
  }

  @Test
  void gatlingText_withAnotherRecord_isRefused() throws IOException {
    refused(
        "RUN\tcom.acme.Shop\tshop\t1769860800000\t \t3.9.5\nREQUEST\t\tlogin\t17698",
        "2:1: must have OK or KO as a request's status, got: 17698. The line may be cut; give the"
            + " file after Gatling has ended.");
    refusedWith("RUN\ta\tb\t1\t \t3.9.5\nSOMETHING\t1\n", ":2:1: must be a record of Gatling");
  }

  @Test
  void gatlingBinary_thatIsCutOrAnother_isRefused() throws IOException {
    byte[] head = {0, 0, 0, 0, 6, '3', '.', '1', '9', '.', '0', 0, 0, 0, 0, 1, 'S', 0};
    Path cut = Files.write(folder.resolve("cut.log"), head);
    byte[] other = Arrays.copyOf(head, head.length + 30);
    other[head.length + 8] = 7;
    Path strange = Files.write(folder.resolve("other.log"), other);

    assertThatThrownBy(() -> ImportFixture.read(cut))
        .hasMessage(
            cut
                + ":1:1: must be whole, and ends within record 1. Give simulation.log after Gatling"
                + " has ended.");
    assertThatThrownBy(() -> ImportFixture.read(strange))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be as Gatling 3.15 writes it");
  }

  @Test
  void locust_withoutStatistics_isRefused() throws IOException {
    refusedWith(
        "Method,Name,Error,Occurrences\nGET,/,x,1\n",
        "must have Locust's statistics beside it",
        "Give NAME_stats.csv, too.");
    refusedWith(
        "Type,Name,Request Count,Failure Count,Requests/s\nGET,/,10,0,1\n",
        "must have an Aggregated row with the sum of all others (10 requests), got: 0");
  }

  @Test
  void line_thatIsTooLong_isRefusedBeforeItIsRead() throws IOException {
    Path file = folder.resolve("long.jtl");
    byte[] much = new byte[SourceFile.RECORD_MAX + (1 << 17)];
    Arrays.fill(much, (byte) 'x');
    Files.write(file, HEADER.getBytes(StandardCharsets.UTF_8));
    Files.write(file, much, StandardOpenOption.APPEND);

    assertThatThrownBy(() -> ImportFixture.read(file))
        .hasMessage(
            file + ":2:1: must have lines of at most 16 MB. Give the file as the tool wrote it.");
  }

  @Test
  void message_ofTheFile_isQuotedOnOneShortLine() {
    assertThat(SourceFile.brief(" a\n\u001b[31mb" + "c".repeat(200)))
        .startsWith("a [31mb")
        .hasSize(80)
        .endsWith("…");
  }
}
