package dev.loadstone.report.imports;

import static dev.loadstone.report.imports.ImportFixture.imported;
import static dev.loadstone.report.imports.ImportFixture.millis;
import static dev.loadstone.report.imports.ImportFixture.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunResult;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats in which every request stands: they become distributions and seconds. */
final class SamplesFormatsTest {
  /** The resolution of histograms, as a share. */
  private static final double RESOLUTION = 0.001;

  @TempDir private Path folder;
  private ImportFixture files = new ImportFixture(Path.of("."));

  @BeforeEach
  void files() {
    files = new ImportFixture(folder);
  }

  private static String point(String metric, String time, double value, String tags) {
    return "{\"metric\":\"%s\",\"type\":\"Point\",\"data\":{\"time\":\"%s\",\"value\":%s,\"tags\":%s}}\n"
        .formatted(metric, time, value, tags);
  }

  /** 20 good requests that take 1 to 20 ms, one each 100 ms, and two failed ones. */
  private static String k6() {
    StringBuilder text = new StringBuilder();
    text.append(
        "{\"type\":\"Metric\",\"data\":{\"name\":\"http_reqs\",\"type\":\"counter\"},\"metric\":\"http_reqs\"}\n");
    for (int i = 1; i <= 20; i++) {
      String time = Instant.parse("2026-01-31T12:00:00Z").plusMillis(100L * i).toString();
      text.append(
          point(
              "http_req_duration",
              time,
              i,
              "{\"name\":\"home\",\"status\":\"200\",\"expected_response\":\"true\"}"));
      text.append(point("http_req_waiting", time, i / 2.0, "{\"name\":\"home\"}"));
      text.append(point("http_req_connecting", time, 0, "{\"name\":\"home\"}"));
    }
    text.append(
        point(
            "http_req_duration",
            "2026-01-31T13:00:02.1+01:00",
            30,
            "{\"name\":\"cart\",\"status\":\"503\",\"expected_response\":\"false\"}"));
    text.append(
        point(
            "http_req_duration",
            "2026-01-31T12:00:02.2Z",
            0,
            "{\"name\":\"cart\",\"status\":\"0\",\"error_code\":\"1212\",\"error\":\"dial: refused\",\"expected_response\":\"false\"}"));
    text.append(point("vus", "2026-01-31T12:00:01Z", 4, "null"));
    text.append(point("checks", "2026-01-31T12:00:01Z", 1, "{\"check\":\"ok\"}"));
    text.append(point("checks", "2026-01-31T12:00:01Z", 0, "{\"check\":\"ok\"}"));
    text.append(point("data_received", "2026-01-31T12:00:01Z", 500, "null"));
    text.append(point("dropped_iterations", "2026-01-31T12:00:01Z", 3, "null"));
    text.append(point("iteration_duration", "2026-01-31T12:00:02.5Z", 120, "null"));
    text.append(point("my_own", "2026-01-31T12:00:01Z", 7, "null"));
    return text.toString();
  }

  @Test
  void k6Points_ofRequests_becomeARun() throws IOException {
    ImportedRun run = imported(files.file("k6.json", k6()));
    RunResult result = result(run);

    assertThat(run.tool()).isEqualTo(Tool.K6);
    assertThat(run.hasIntervals()).isTrue();
    assertThat(result.start().name()).isEqualTo("k6");
    assertThat(result.start().started()).isEqualTo(Instant.parse("2026-01-31T12:00:00.099Z"));
    assertThat(result.duration()).isCloseTo(2.401, within(1e-9));
    assertThat(result.load().operations()).isEqualTo(22);
    assertThat(result.load().failedOperations()).isEqualTo(2);
    assertThat(result.load().dropped()).isEqualTo(3);
    assertThat(result.offeredRate()).isEmpty();
    assertThat(result.responseTime().count()).isEqualTo(20);
    assertThat(millis(result, Statistic.P50)).isCloseTo(10, within(10 * RESOLUTION));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(20, within(20 * RESOLUTION));
    assertThat(millis(result, Statistic.MEAN)).isCloseTo(10.5, within(10.5 * RESOLUTION));
    assertThat(millis(result, Measure.FIRST_BYTE_TIME, Tags.NONE, Statistic.MAX))
        .isCloseTo(10, within(10 * RESOLUTION));
    assertThat(millis(result, Measure.ITERATION_TIME, Tags.NONE, Statistic.MAX))
        .isCloseTo(120, within(120 * RESOLUTION));
    assertThat(result.times(Measure.CONNECT_TIME).summary()).isEmpty();
    assertThat(result.start().steps()).containsExactly("home", "cart");
    assertThat(result.errorRatio("cart")).hasValue(1);
  }

  @Test
  void k6Points_ofOtherThings_areCounted() throws IOException {
    RunResult result = result(imported(files.file("k6.json", k6())));

    assertThat(result.errors())
        .extracting(error -> error.error() + " " + error.count())
        .containsExactlyInAnyOrder("SERVER_ERROR 1", "CONNECT 1");
    assertThat(result.errors())
        .flatExtracting(error -> error.samples())
        .extracting(sample -> sample.message())
        .containsExactlyInAnyOrder("status 503", "dial: refused");
    assertThat(result.counter(CounterKey.CHECKS, Map.of(Tag.OUTCOME, "passed"))).isEqualTo(1);
    assertThat(result.counter(CounterKey.CHECKS, Map.of(Tag.OUTCOME, "failed"))).isEqualTo(1);
    assertThat(result.counter(CounterKey.BYTES_RECEIVED)).isEqualTo(500);
    assertThat(result.timeline()).hasSize(3);
    assertThat(result.timeline().getFirst().start()).isZero();
    assertThat(result.timeline().getFirst().end()).isCloseTo(0.901, within(1e-9));
    assertThat(result.timeline().getLast().users()).isEqualTo(4);
    assertThat(result.warnings()).extracting(warning -> warning.code()).containsExactly("imported");
  }

  @Test
  void k6Points_compressed_areReadAlike() throws IOException {
    Path packed = folder.resolve("k6.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(k6().getBytes(StandardCharsets.UTF_8));
    }

    assertThat(result(imported(packed)).load().operations()).isEqualTo(22);
  }

  private static final String JTL =
      """
      timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect
      1769860800000,100,Home,200,OK,Users 1-1,text,true,,1000,100,2,2,http://localhost/,90,0,5
      1769860800100,300,Home,200,OK,Users 1-2,text,true,,1000,100,2,2,http://localhost/,90,0,0
      1769860800500,50,"Cart, all",503,Service Unavailable,Users 1-1,text,false,,20,100,2,2,http://localhost/c,40,0,0
      1769860801000,60,"Cart, all",200,OK,Users 1-1,text,false,"Test failed:
      text expected to contain ""x"" in it",20,100,2,2,http://localhost/c,40,0,0
      1769860801100,70,Home,Non HTTP response code: java.net.SocketTimeoutException,Non HTTP response message: Read timed out,Users 1-1,text,false,,0,0,2,3,http://localhost/,0,0,0
      1769860800000,500,Shop,,"Number of samples in transaction : 2, number of failing samples : 0",Users 1-1,,true,,0,0,2,3,null,0,10,0
      """;

  @Test
  void jmeterCsv_ofSamples_becomesARun() throws IOException {
    RunResult result = files.run(JTL);

    assertThat(result.start().environment()).containsEntry("import.tool", "jmeter");
    assertThat(result.start().started()).isEqualTo(Instant.ofEpochMilli(1769860800000L));
    assertThat(result.duration()).isCloseTo(1.17, within(1e-9));
    assertThat(result.load().operations()).isEqualTo(5);
    assertThat(result.load().failedOperations()).isEqualTo(3);
    assertThat(millis(result, Statistic.MIN)).isCloseTo(100, within(100 * RESOLUTION));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(300, within(300 * RESOLUTION));
    assertThat(result.start().steps()).containsExactly("Home", "Cart, all");
    assertThat(result.errors())
        .extracting(error -> error.error())
        .containsExactlyInAnyOrder(
            ErrorClass.SERVER_ERROR, ErrorClass.CHECK, ErrorClass.TIMEOUT_TOTAL);
    assertThat(millis(result, Measure.GROUP_TIME, Tags.of(Tag.GROUP, "Shop"), Statistic.MAX))
        .isCloseTo(500, within(500 * RESOLUTION));
    assertThat(result.counter(CounterKey.BYTES_RECEIVED)).isEqualTo(2040);
  }

  @Test
  void jmeterCsv_withAnotherSeparator_isReadAlike() throws IOException {
    RunResult result =
        files.run(
            """
            timeStamp;elapsed;label;responseCode;success
            1769860800000;100;a,b;200;true
            1769860800100;200;a,b;200;true
            """);

    assertThat(result.start().steps()).containsExactly("a,b");
    assertThat(result.load().operations()).isEqualTo(2);
    assertThat(result.counter(CounterKey.BYTES_RECEIVED)).isZero();
  }

  @Test
  void jmeterXml_withNestedSamples_countsTheOutermostAndThoseOfTransactions() throws IOException {
    RunResult result =
        files.run(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testResults version="1.2">
            <httpSample t="100" it="0" lt="90" ct="5" ts="1769860800000" s="true" lb="Home" rc="200" rm="OK" tn="Users 1-1" dt="text" by="1000" sby="100" ng="1" na="1">
              <httpSample t="40" ts="1769860800000" s="true" lb="redirect" rc="302" rm="Found" by="10" sby="10"/>
              <responseData class="java.lang.String">text &lt;b&gt;</responseData>
            </httpSample>
            <sample t="300" ts="1769860800100" s="false" lb="Shop" rc="" rm="Number of samples in transaction : 2, number of failing samples : 1">
              <httpSample t="200" ts="1769860800100" s="true" lb="Home" rc="200" rm="OK" by="1000" sby="100"/>
              <httpSample t="80" ts="1769860800300" s="false" lb="Cart" rc="404" rm="Not Found" by="5" sby="5"/>
            </sample>
            </testResults>
            """);

    assertThat(result.load().operations()).isEqualTo(3);
    assertThat(result.load().failedOperations()).isEqualTo(1);
    assertThat(result.errors())
        .extracting(error -> error.error())
        .containsExactly(ErrorClass.NOT_FOUND);
    assertThat(result.start().steps()).containsExactly("Home", "Cart");
    assertThat(result.times(Measure.GROUP_TIME, Tags.of(Tag.GROUP, "Shop")).summary()).isEmpty();
    assertThat(result.counter(CounterKey.BYTES_RECEIVED)).isEqualTo(2005);
  }

  private static void assertGatling(RunResult result, String version) {
    assertThat(result.start().environment()).containsEntry("import.version", version);
    assertThat(result.start().started()).isEqualTo(Instant.ofEpochMilli(1769860800100L));
    assertThat(result.load().operations()).isEqualTo(3);
    assertThat(result.load().failedOperations()).isEqualTo(1);
    assertThat(result.start().steps()).containsExactly("login", "shop / inner / buy");
    assertThat(result.errors())
        .extracting(error -> error.error())
        .containsExactly(ErrorClass.SERVER_ERROR);
    assertThat(millis(result, Statistic.MIN)).isCloseTo(20, within(20 * RESOLUTION));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(900, within(900 * RESOLUTION));
    assertThat(
            millis(result, Measure.GROUP_TIME, Tags.of(Tag.GROUP, "shop / inner"), Statistic.MAX))
        .isCloseTo(990, within(990 * RESOLUTION));
    assertThat(result.timeline()).hasSize(1);
    assertThat(result.timeline().getLast().users()).isZero();
  }

  @Test
  void gatlingText_of39_becomesARun() throws IOException {
    assertGatling(
        files.run(
            """
            RUN\tcom.acme.Shop\tshop\t1769860800000\t \t3.9.5
            USER\tbuyers\tSTART\t1769860800100
            REQUEST\t\tlogin\t1769860800100\t1769860800120\tOK\t\s
            REQUEST\tshop,inner\tbuy\t1769860800120\t1769860801020\tOK\t\s
            REQUEST\tshop,inner\tbuy\t1769860801020\t1769860801110\tKO\tstatus.find.in(200,304), found 503
            GROUP\tshop,inner\t1769860800120\t1769860801110\t990\tOK
            USER\tbuyers\tEND\t1769860801110
            """),
        "3.9.5");
  }

  @Test
  void gatlingText_of32_hasTheUserBeforeGroups() throws IOException {
    assertGatling(
        files.run(
            """
            RUN\tcom.acme.Shop\tshop\t1769860800000\t \t3.2.1
            USER\tbuyers\t1\tSTART\t1769860800100\t1769860800100
            REQUEST\t1\t\tlogin\t1769860800100\t1769860800120\tOK\t\s
            REQUEST\t1\tshop,inner\tbuy\t1769860800120\t1769860801020\tOK\t\s
            REQUEST\t1\tshop,inner\tbuy\t1769860801020\t1769860801110\tKO\tstatus.find.in(200,304), found 503
            GROUP\t1\tshop,inner\t1769860800120\t1769860801110\t990\tOK
            USER\tbuyers\t1\tEND\t1769860800100\t1769860801110
            """),
        "3.2.1");
  }

  @Test
  void gatlingText_of2_hasScenarioAndUserBeforeGroups() throws IOException {
    assertGatling(
        files.run(
            """
            ASSERTION\tAAECAAEA
            RUN\tcom.acme.Shop\t\tshop\t1769860800000\t \t2.0
            USER\tbuyers\t1\tSTART\t1769860800100\t1769860800100
            REQUEST\tbuyers\t1\t\tlogin\t1769860800100\t1769860800120\tOK\t\s
            REQUEST\tbuyers\t1\tshop,inner\tbuy\t1769860800120\t1769860801020\tOK\t\s
            REQUEST\tbuyers\t1\tshop,inner\tbuy\t1769860801020\t1769860801110\tKO\tstatus.find.in(200,304), found 503
            GROUP\tbuyers\t1\tshop,inner\t1769860800120\t1769860801110\t990\tOK
            USER\tbuyers\t1\tEND\t1769860800100\t1769860801110
            """),
        "2.0");
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    out.writeInt(bytes.length);
    if (bytes.length > 0) {
      out.write(bytes);
      out.writeByte(0);
    }
  }

  private static void request(DataOutputStream out, int[] path, int start, int end, boolean ok)
      throws IOException {
    out.writeByte(1);
    out.writeInt(path.length - 1);
    for (int name : path) {
      out.writeInt(name);
    }
    out.writeInt(start);
    out.writeInt(end);
    out.writeBoolean(ok);
  }

  /** The same as the text logs, as 3.15 writes it. */
  private static byte[] binaryLog() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(0);
    text(out, "3.15.1");
    text(out, "Shop");
    out.writeLong(1769860800000L);
    text(out, "");
    out.writeInt(1);
    text(out, "buyers");
    out.writeInt(1);
    out.writeInt(3);
    out.write(new byte[] {1, 2, 3});
    out.writeByte(2);
    out.writeInt(0);
    out.writeBoolean(true);
    out.writeInt(100);
    out.writeByte(1);
    out.writeInt(0);
    out.writeInt(1);
    text(out, "login");
    out.writeInt(100);
    out.writeInt(120);
    out.writeBoolean(true);
    out.writeInt(2);
    text(out, "");
    out.writeByte(1);
    out.writeInt(2);
    out.writeInt(3);
    text(out, "shop");
    out.writeInt(4);
    text(out, "inner");
    out.writeInt(5);
    text(out, "buy");
    out.writeInt(120);
    out.writeInt(1020);
    out.writeBoolean(true);
    out.writeInt(-2);
    request(out, new int[] {-3, -4, -5}, 1020, 1110, false);
    out.writeInt(6);
    text(out, "status.find.in(200,304), found 503");
    out.writeByte(3);
    out.writeInt(2);
    out.writeInt(-3);
    out.writeInt(-4);
    out.writeInt(120);
    out.writeInt(1110);
    out.writeInt(990);
    out.writeBoolean(true);
    out.writeByte(2);
    out.writeInt(0);
    out.writeBoolean(false);
    out.writeInt(1110);
    return bytes.toByteArray();
  }

  @Test
  void gatlingBinary_of315_becomesARun() throws IOException {
    Path log = Files.write(folder.resolve("simulation.log"), binaryLog());

    assertGatling(result(imported(log)), "3.15.1");
  }

  @Test
  void heyCsv_ofSamples_becomesARun() throws IOException {
    RunResult result =
        files.run(
            """
            response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset
            0.0100,0.0020,0.0000,0.0001,0.0080,0.0001,200,0.5000
            0.0200,0.0000,0.0000,0.0000,0.0190,0.0001,200,0.6000
            0.0300,0.0000,0.0000,0.0000,0.0290,0.0001,500,1.9700
            """);

    assertThat(result.load().operations()).isEqualTo(3);
    assertThat(result.errorRatio().orElseThrow()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(result.duration()).isCloseTo(1.5, within(1e-9));
    assertThat(result.achievedRate().orElseThrow()).isCloseTo(2 / 1.5, within(1e-9));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(20, within(20 * RESOLUTION));
    assertThat(millis(result, Measure.FIRST_BYTE_TIME, Tags.NONE, Statistic.MIN))
        .isCloseTo(8, within(8 * RESOLUTION));
  }

  private static void assertVegeta(RunResult result) {
    assertThat(result.start().steps()).containsExactly("GET http://localhost/");
    assertThat(result.start().started()).isEqualTo(Instant.parse("2026-01-31T12:00:00.25Z"));
    assertThat(result.load().operations()).isEqualTo(2);
    assertThat(result.load().failedOperations()).isEqualTo(1);
    assertThat(result.duration()).isCloseTo(1.003, within(1e-9));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(2.5, within(2.5 * RESOLUTION));
    assertThat(result.errors())
        .extracting(error -> error.error())
        .containsExactly(ErrorClass.CONNECT);
    assertThat(result.counter(CounterKey.BYTES_RECEIVED)).isEqualTo(7);
  }

  @Test
  void vegetaResults_asJson_becomeARun() throws IOException {
    assertVegeta(
        files.run(
            """
            {"attack":"","seq":0,"code":200,"timestamp":"2026-01-31T12:00:00.25Z","latency":2500000,"bytes_out":0,"bytes_in":7,"error":"","body":"aGk=","method":"GET","url":"http://localhost/","headers":null}
            {"attack":"","seq":1,"code":0,"timestamp":"2026-01-31T13:00:01.25+01:00","latency":3000000,"bytes_out":0,"bytes_in":0,"error":"Get \\"http://localhost/\\": dial tcp 0.0.0.0:0->127.0.0.1:1: connect: connection refused","body":null,"method":"GET","url":"http://localhost/","headers":null}
            """));
  }

  @Test
  void vegetaResults_asCsv_becomeARun() throws IOException {
    assertVegeta(
        files.run(
            """
            1769860800250000000,200,2500000,0,7,,aGk=,,0,GET,http://localhost/,
            1769860801250000000,0,3000000,0,0,"Get ""http://localhost/"": dial tcp: connect: connection refused",,,1,GET,http://localhost/,
            """));
  }

  @Test
  void steps_beyondTheirMost_areOneTogether() throws IOException {
    StringBuilder text = new StringBuilder("timeStamp,elapsed,label,responseCode,success\n");
    for (int i = 0; i < 600; i++) {
      text.append(1769860800000L + i).append(",1,item ").append(i).append(",200,true\n");
    }

    RunResult result = files.run(text.toString());

    assertThat(result.start().steps()).hasSize(501).endsWith("item 499", "other");
    assertThat(result.load().operations()).isEqualTo(600);
    assertThat(result.responseTime("other").count()).isEqualTo(100);
  }
}
