package dev.loadstone.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.app.EcsLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventLogTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T18:40:45.123456Z"));

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();

  private EventLog log(LogFormat format) {
    return new EventLog(format, "loadstone.run", CLOCK, lines::add);
  }

  @Test
  void write_ecs_isOneLineWithTheFieldsOfTheSchema() {
    EventLog log = log(LogFormat.ECS);
    log.about("labels.plan", "chat");

    log.write(
        new LogEvent(LogLevel.WARN, "warning", "It was late.")
            .with("event.code", "generator_late")
            .with("loadstone.in_flight", 3L)
            .with("loadstone.achieved_rate", 99.5)
            .with("loadstone.offered_rate", Double.NaN));

    JsonNode event = EcsLines.one(lines.getFirst());
    assertThat(lines.getFirst())
        .startsWith(
            "{\"@timestamp\":\"2026-11-22T18:40:45.123Z\",\"log.level\":\"warn\","
                + "\"message\":\"It was late.\",\"ecs.version\":\"8.11.0\","
                + "\"service.name\":\"loadstone\",");
    assertThat(event.path("event.dataset").textValue()).isEqualTo("loadstone.run");
    assertThat(event.path("labels.plan").textValue()).isEqualTo("chat");
    assertThat(event.path("loadstone.in_flight").longValue()).isEqualTo(3);
    assertThat(event.path("loadstone.achieved_rate").doubleValue()).isEqualTo(99.5);
    assertThat(event.has("loadstone.offered_rate")).isFalse();
    assertThat(event.has("error.type")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two\nlines\r\nand a tab\t",
        "\u001b[31mred\u001b]0;title\u0007",
        "\u009b31m and \u0085 and \u2028\u2029 and \u007f and \u202e",
        "\"}\n{\"message\":\"forged\"}",
        "<script>alert('x')</script> & \\ / \\u0000 \u0000",
        "grüße 🚀 \u200d"
      })
  void write_ecsHostileTexts_areTheSameAfterReading(String hostile) {
    EventLog log = log(LogFormat.ECS);
    log.about("labels.plan", hostile);

    log.write(
        new LogEvent(LogLevel.ERROR, "failed", hostile)
            .with("labels.step", hostile)
            .with(new LogEvent.Wrong("check", hostile, hostile)));

    assertThat(lines).hasSize(1);
    JsonNode event = EcsLines.one(lines.getFirst());
    assertThat(
            List.of(
                event.path("message").textValue(),
                event.path("labels.plan").textValue(),
                event.path("labels.step").textValue(),
                event.path("error.message").textValue(),
                event.path("error.stack_trace").textValue()))
        .containsOnly(hostile);
  }

  @Test
  void write_ecsHalfACharacter_isReplaced() {
    log(LogFormat.ECS).write(new LogEvent(LogLevel.INFO, "told", "half \ud83d of it"));

    assertThat(EcsLines.one(lines.getFirst()).path("message").textValue())
        .isEqualTo("half \ufffd of it");
  }

  @Test
  void write_text_isTimeLevelAndMessageOnOneLine() {
    log(LogFormat.TEXT).write(new LogEvent(LogLevel.WARN, "warning", "It was\nlate\u001b[31m."));

    assertThat(lines).containsExactly("2026-11-22T18:40:45.123Z WARN  It was·late·[31m.");
  }

  @Test
  void told_sentences_areEventsAndErrorsAreErrors() {
    EventLog log = log(LogFormat.TEXT);

    log.told("Metrics: http://127.0.0.1:9464/metrics");
    log.told("");
    log.told("loadstone: the run is not in the history: it is locked");

    assertThat(lines)
        .containsExactly(
            "2026-11-22T18:40:45.123Z INFO  Metrics: http://127.0.0.1:9464/metrics",
            "2026-11-22T18:40:45.123Z ERROR the run is not in the history: it is locked");
  }

  @Test
  void failed_exception_hasTypeMessageAndStackTrace() {
    log(LogFormat.ECS).failed(new IllegalStateException("gone"), "loadstone: It is gone.\n");

    JsonNode event = EcsLines.one(lines.getFirst());
    assertThat(event.path("log.level").textValue()).isEqualTo("error");
    assertThat(event.path("message").textValue()).isEqualTo("It is gone.");
    assertThat(event.path("event.outcome").textValue()).isEqualTo("failure");
    assertThat(event.path("error.type").textValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(event.path("error.message").textValue()).isEqualTo("gone");
    assertThat(event.path("error.stack_trace").textValue())
        .startsWith("java.lang.IllegalStateException: gone\n\tat ")
        .contains("EventLogTest");
  }

  @Test
  void aboutNothing_afterARun_keepsWhatHoldsAlways() {
    EventLog log = log(LogFormat.ECS);
    log.about("labels.run_id", "a-run");
    log.aboutAlways("labels.plan", "chat");

    log.aboutNothing();
    log.told("Ready.");

    JsonNode event = EcsLines.one(lines.getFirst());
    assertThat(event.has("labels.run_id")).isFalse();
    assertThat(event.path("labels.plan").textValue()).isEqualTo("chat");
    assertThat(event.path("event.dataset").textValue()).isEqualTo("loadstone.run");
  }

  @Test
  void into_fileThatIsMovedAway_goesOnInANewOne() throws IOException {
    Path file = folder.resolve("logs").resolve("loadstone.log");
    EventLog log = EventLog.into(file, LogFormat.TEXT, "loadstone.run", CLOCK, lines::add);

    log.told("one");
    Files.move(file, folder.resolve("old.log"));
    log.told("two");

    assertThat(folder.resolve("old.log")).content().endsWith(" one\n");
    assertThat(file).hasContent("2026-11-22T18:40:45.123Z INFO  two\n");
    assertThat(lines).isEmpty();
  }

  @Test
  void into_fileThatIsThere_isAddedTo() throws IOException {
    Path file = Files.writeString(folder.resolve("loadstone.log"), "before\n");

    EventLog.into(file, LogFormat.TEXT, "loadstone.run", CLOCK, lines::add).told("after");

    assertThat(file).content().isEqualTo("before\n2026-11-22T18:40:45.123Z INFO  after\n");
  }

  @Test
  void into_fileThatCannotBeWrittenAnyMore_tellsItOnceAndGoesOn() throws IOException {
    Path file = folder.resolve("loadstone.log");
    EventLog log = EventLog.into(file, LogFormat.TEXT, "loadstone.run", CLOCK, lines::add);
    Files.delete(file);
    Files.createDirectory(file);

    log.told("one");
    log.told("two");

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).startsWith("the log " + file + " cannot be written any more: ");
  }

  @Test
  void told_byAnInterruptedThread_isWrittenAndTheThreadStaysSo() throws IOException {
    Path file = folder.resolve("loadstone.log");
    EventLog log = EventLog.into(file, LogFormat.TEXT, "loadstone.run", CLOCK, lines::add);

    Thread.currentThread().interrupt();
    log.told("one");
    boolean interrupted = Thread.interrupted();
    log.told("two");

    assertThat(interrupted).isTrue();
    assertThat(file)
        .hasContent("2026-11-22T18:40:45.123Z INFO  one\n2026-11-22T18:40:45.123Z INFO  two\n");
    assertThat(lines).isEmpty();
  }

  @Test
  void into_folder_isRefused() {
    assertThatThrownBy(
            () -> EventLog.into(folder, LogFormat.TEXT, "loadstone.run", CLOCK, lines::add))
        .isInstanceOf(IOException.class);
  }
}
