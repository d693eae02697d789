package dev.loadstone.app.convert.har;

import dev.loadstone.app.convert.draft.DraftPlan;
import dev.loadstone.app.convert.draft.DraftPlan.DraftLoad;
import dev.loadstone.app.convert.draft.DraftScenario;
import dev.loadstone.app.convert.draft.DraftStep;
import dev.loadstone.app.convert.draft.Names;
import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.Secrets;
import dev.loadstone.app.convert.draft.WebAddress;
import dev.loadstone.app.convert.draft.Wishes;
import dev.loadstone.app.convert.source.SourceFile;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.quantity.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a plan of what a browser recorded (HAR 1.2): a scenario for each page. */
public final class HarConverter {
  /** Shorter gaps are those of the browser, not of a person. */
  private static final Duration PAUSE_MIN = Duration.ofMillis(100);

  private static final Duration PAUSE_MAX = Duration.ofHours(1);
  private static final int USERS = 5;
  private static final long MINUTES_MAX = 24 * 60;
  private static final int TITLE_MAX = 80;

  private final SourceFile source;
  private final Wishes wishes;
  private final Notes notes;
  private final Secrets secrets;
  private final RecordedRequest requests;
  private final Map<String, String> titles = new LinkedHashMap<>();
  private String home = "";
  private boolean overlapped;
  private Duration longest = Duration.ZERO;

  private HarConverter(SourceFile source, Wishes wishes, Notes notes) {
    this.source = source;
    this.wishes = wishes;
    this.notes = notes;
    this.secrets = new Secrets(new Names(), notes);
    this.requests = new RecordedRequest(secrets, notes, wishes.keepCookies());
  }

  /** Returns whether a document is a recording. */
  public static boolean recognises(Value root) {
    return root.get("log").get("entries") instanceof Value.Listing;
  }

  /**
   * Returns the plan.
   *
   * @param notes collects what was left out
   * @throws InvalidInputException if no request is left that a plan can send
   */
  public static DraftPlan convert(SourceFile source, Wishes wishes, Notes notes) {
    return new HarConverter(source, wishes, notes).plan();
  }

  private DraftPlan plan() {
    Value log = source.root().get("log");
    log.get("pages").asList().forEach(page -> titles.put(page.text("id"), page.text("title")));
    List<Exchange> kept = Selection.of(exchanges(log), wishes.patterns(), notes);
    home = kept.stream().findFirst().map(one -> one.url().origin()).orElse("");
    kept.forEach(requests::learn);
    List<DraftScenario> scenarios = scenarios(byPage(kept));
    if (scenarios.isEmpty()) {
      throw new InvalidInputException(
          List.of(
              source.problem(
                  log.get("entries"),
                  "log.entries",
                  "must have a request that the plan can send, but all are left out",
                  notes.leftOut().isEmpty()
                      ? "The recording has none."
                      : "Name hosts or paths that are wanted with --include; left out are "
                          + String.join("; ", notes.leftOut())
                          + ".")));
    }
    remarks(kept);
    String name = Names.slug(source.fileName().replaceFirst("\\.har$", ""), "recording");
    return new DraftPlan(
        source.fileName() + " (HAR " + log.text("version") + ")",
        name,
        "",
        Map.of(),
        secrets.credentials(),
        http(kept),
        load(),
        scenarios);
  }

  /** Returns the URL before the path of a request. */
  private String base(Exchange exchange) {
    String origin = exchange.url().origin();
    return origin.equals(home)
        ? wishes.target().flatMap(WebAddress::of).map(WebAddress::base).orElse(origin)
        : origin;
  }

  private List<Exchange> exchanges(Value log) {
    List<Exchange> all = new ArrayList<>();
    int index = 0;
    for (Value entry : log.get("entries").asList()) {
      Optional<Exchange> exchange = Exchange.of(entry);
      if (exchange.isPresent()) {
        all.add(exchange.get());
        if (exchange.get().url().hasUser()) {
          notes.remark("The user in the URL of " + exchange.get().describe() + " is left out.");
        }
      } else {
        String url = entry.get("request").text("url").replaceFirst("[?#].*", "");
        String shown = url.length() > TITLE_MAX ? url.substring(0, TITLE_MAX) + "…" : url;
        notes.leftOut(
            "log.entries[" + index + "] (line " + entry.line() + ")",
            "its URL is not one of http or https"
                + (shown.startsWith("data:")
                    ? ""
                    : ", got: " + (shown.isEmpty() ? "nothing" : shown)));
      }
      index++;
    }
    all.sort(Comparator.comparing(one -> one.start().orElse(Instant.EPOCH)));
    return all;
  }

  private Map<String, List<Exchange>> byPage(List<Exchange> kept) {
    Map<String, List<Exchange>> pages = new LinkedHashMap<>();
    for (Exchange exchange : kept) {
      pages.computeIfAbsent(exchange.page(), _ -> new ArrayList<>()).add(exchange);
    }
    return pages;
  }

  private List<DraftScenario> scenarios(Map<String, List<Exchange>> pages) {
    List<DraftScenario> scenarios = new ArrayList<>();
    Duration all = Duration.ZERO;
    List<List<Exchange>> groups = List.copyOf(pages.values());
    for (int i = 0; i < groups.size(); i++) {
      List<Exchange> group = groups.get(i);
      List<DraftStep> steps = new ArrayList<>();
      Optional<Instant> free = Optional.empty();
      for (Exchange exchange : group) {
        Optional<DraftStep> step = requests.step(exchange, base(exchange));
        if (step.isPresent()) {
          Optional<Duration> pause = pause(free, exchange);
          if (pause.isPresent() && !steps.isEmpty()) {
            steps.add(DraftStep.pause(Durations.format(pause.get())));
          }
          steps.add(step.get());
        }
        free = later(free, exchange.end());
      }
      Optional<Duration> think =
          i + 1 < groups.size() ? pause(free, groups.get(i + 1).getFirst()) : Optional.empty();
      if (!steps.isEmpty()) {
        scenarios.add(scenario(group.getFirst(), think.map(Durations::format), steps));
        all = all.plus(length(group)).plus(think.orElse(Duration.ZERO));
      }
    }
    longest = all;
    return scenarios;
  }

  private static Duration length(List<Exchange> group) {
    Optional<Instant> start = group.getFirst().start();
    Optional<Instant> end = Optional.empty();
    for (Exchange exchange : group) {
      end = later(end, exchange.end());
    }
    Duration length =
        start.isPresent() && end.isPresent()
            ? Duration.between(start.get(), end.get())
            : Duration.ZERO;
    return length.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : length;
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && (other.isEmpty() || one.get().isAfter(other.get())) ? one : other;
  }

  /** Returns how long nothing was under way before a request, if that was a person's doing. */
  private Optional<Duration> pause(Optional<Instant> free, Exchange next) {
    if (free.isEmpty() || next.start().isEmpty()) {
      return Optional.empty();
    }
    Duration gap = Duration.between(free.get(), next.start().get());
    overlapped |= gap.isNegative();
    if (gap.compareTo(PAUSE_MIN) < 0) {
      return Optional.empty();
    }
    if (gap.compareTo(PAUSE_MAX) > 0) {
      notes.remark(
          "A pause of "
              + Durations.format(Duration.ofSeconds(gap.toSeconds()))
              + " is written as 1h.");
      return Optional.of(PAUSE_MAX);
    }
    return Optional.of(Duration.ofMillis(gap.toMillis()));
  }

  private DraftScenario scenario(Exchange first, Optional<String> think, List<DraftStep> steps) {
    String title = titles.getOrDefault(first.page(), "");
    Optional<WebAddress> address = WebAddress.of(title);
    String path = address.map(WebAddress::path).orElse("");
    String words = address.isPresent() ? path.replaceFirst("\\.\\w+$", "") : title;
    String name = Names.slug(words, title.isEmpty() ? "requests" : "home");
    String shown = address.map(found -> found.origin() + found.path()).orElse(title);
    String comment =
        title.isEmpty()
            ? ""
            : "Page: " + (shown.length() > TITLE_MAX ? shown.substring(0, TITLE_MAX) + "…" : shown);
    boolean secret = secrets.mask(comment).contains("${");
    return new DraftScenario(
        secret ? "page" : name, secret ? "" : comment.replaceAll("\\p{Cntrl}", " "), think, steps);
  }

  private void remarks(List<Exchange> kept) {
    if (overlapped) {
      notes.remark(
          "Requests that the browser had under way at the same time are sent one after another.");
    }
    if (kept.stream().anyMatch(one -> !one.header("cookie").isEmpty())) {
      notes.remark(
          wishes.keepCookies()
              ? "Recorded cookies are one credential; users keep those that they are given besides."
              : "Recorded cookies are left out; users keep those that they are given (--keep-cookies"
                  + " makes a credential of them).");
    }
    notes.remark(
        "Ids and other values that the target gave are those of the recording; extract: takes new"
            + " ones.");
  }

  private static Map<String, Value> http(List<Exchange> kept) {
    Map<String, Value> http = new LinkedHashMap<>();
    boolean newer =
        kept.stream()
            .map(Exchange::version)
            .anyMatch(version -> version.matches("h[23].*|http/[23].*"));
    if (newer) {
      http.put("version", Value.ofText("auto"));
    }
    if (kept.stream()
        .anyMatch(one -> one.status() >= 300 && one.status() < 400 && one.status() != 304)) {
      http.put("redirects", Value.ofTruth(false));
    }
    boolean packed =
        kept.stream()
            .anyMatch(
                one -> one.header("accept-encoding").toLowerCase(Locale.ROOT).contains("gzip"));
    if (packed) {
      http.put("compression", Value.ofTruth(true));
    }
    return http;
  }

  private DraftLoad load() {
    long minutes = Math.clamp((2 * longest.toSeconds() + 59) / 60, 1, MINUTES_MAX);
    return new DraftLoad(
        List.of(
            "A modest load to begin with: five users, with the pauses of the recording. Raise it to what",
            "you want to know."),
        "closed",
        "{users: " + USERS + ", for: " + minutes + "m}");
  }
}
