package dev.loadstone.app.convert.har;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.convert.draft.DraftPlan;
import dev.loadstone.app.convert.draft.DraftStep;
import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.Patterns;
import dev.loadstone.app.convert.draft.Wishes;
import dev.loadstone.app.convert.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HarConverterTest {
  private final Notes notes = new Notes();

  private List<DraftStep> steps(Patterns patterns, String... entries) {
    String text =
        "{\"log\": {\"version\": \"1.2\", \"entries\": [" + String.join(",", entries) + "]}}";
    SourceFile file = new SourceFile("x.har", Path.of("x.har"), SourceFile.parse("x.har", text));
    DraftPlan plan =
        HarConverter.convert(file, new Wishes(Optional.empty(), patterns, false, List.of()), notes);
    return plan.scenarios().getFirst().steps();
  }

  private static String entry(String at, int millis, String url, String type) {
    return """
    {"startedDateTime": "2026-01-15T10:00:%sZ", "time": %d,
     "request": {"method": "GET", "url": "%s", "headers": []},
     "response": {"status": 200, "content": {"mimeType": "%s"}}}
    """
        .formatted(at, millis, url, type);
  }

  @Test
  void pauses_betweenRequests_areThoseWithNothingUnderWay() {
    List<DraftStep> steps =
        steps(
            Patterns.NONE,
            entry("00.000", 500, "http://a/1", "text/html"),
            entry("00.100", 1900, "http://a/2", "application/json"),
            entry("02.050", 10, "http://a/3", "application/json"),
            entry("03.310", 10, "http://a/4", "application/json"));

    assertThat(steps.stream().map(DraftStep::line))
        .containsExactly("GET /1", "GET /2", "GET /3", "1s250ms", "GET /4");
    assertThat(notes.remarks())
        .contains(
            "Requests that the browser had under way at the same time are sent one after another.");
  }

  @Test
  void resources_byTheirTypeOrName_areLeftOutUnlessTheirPathIsNamed() {
    String[] entries = {
      entry("00.000", 1, "http://a/", "text/html"),
      entry("01.000", 1, "http://a/app.js?v=1", ""),
      entry("02.000", 1, "http://a/logo", "image/png"),
      entry("03.000", 1, "http://b/x", "application/json")
    };

    assertThat(requests(steps(Patterns.NONE, entries))).containsExactly("GET /");
    assertThat(notes.leftOut())
        .containsExactly(
            "2: static resources (an --include of their path keeps them)",
            "1 to b: another host than the page's (--include b keeps them)");
    assertThat(requests(steps(new Patterns(List.of("/app.js"), List.of()), entries)))
        .containsExactly("GET /app.js?v=1");
    assertThat(requests(steps(new Patterns(List.of("b"), List.of()), entries)))
        .containsExactly("GET /x");
  }

  private static List<String> requests(List<DraftStep> steps) {
    return steps.stream().filter(step -> !step.isPause()).map(DraftStep::line).toList();
  }

  @Test
  void names_ofPathsWithIds_haveTheIdsInBraces() {
    List<DraftStep> steps =
        steps(
            Patterns.NONE,
            entry("00.000", 1, "http://a/users/42/orders", "text/html"),
            entry("00.010", 1, "http://a/files/0123456789abcdef", "application/json"),
            entry("00.020", 1, "http://a/about", "application/json"));

    assertThat(steps.stream().map(DraftStep::name))
        .containsExactly(
            Optional.of("GET /users/{id}/orders"),
            Optional.of("GET /files/{id}"),
            Optional.empty());
  }

  @Test
  void entries_thatAreNoRequests_areNamedByTheirPlace() {
    steps(
        Patterns.NONE,
        entry("00.000", 1, "http://a/", "text/html"),
        "{\"request\": {\"url\": \"chrome-extension://abc/x\"}}",
        "{}");

    assertThat(notes.leftOut())
        .contains(
            "log.entries[1] (line 4): its URL is not one of http or https, got: chrome-extension://abc/x",
            "log.entries[2] (line 4): its URL is not one of http or https, got: nothing");
  }
}
