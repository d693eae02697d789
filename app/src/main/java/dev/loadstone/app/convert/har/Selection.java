package dev.loadstone.app.convert.har;

import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.Patterns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which requests of a recording a plan has, and what is left out. */
final class Selection {
  private static final Set<String> STATIC_KINDS =
      Set.of(
          "stylesheet",
          "script",
          "image",
          "font",
          "media",
          "manifest",
          "texttrack",
          "ping",
          "prefetch",
          "beacon",
          "csp-violation-report",
          "signed-exchange");
  private static final Set<String> LIVE_KINDS =
      Set.of("document", "xhr", "fetch", "eventsource", "websocket", "preflight");
  private static final Pattern STATIC_TYPE =
      Pattern.compile(
          "image/.*|font/.*|audio/.*|video/.*|text/css|application/font.*|application/wasm"
              + "|(?:application|text)/(?:x-)?(?:java|ecma)script.*|application/manifest\\+json");
  private static final Pattern STATIC_NAME =
      Pattern.compile(
          "(?i).*\\.(?:js|mjs|css|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|mp4|webm"
              + "|mp3|wasm|webmanifest)");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
  private static final int HOSTS_MAX = 30;

  private final Patterns patterns;
  private final String home;
  private final Map<String, Integer> elsewhere = new LinkedHashMap<>();
  private final Map<String, Integer> counted = new LinkedHashMap<>();
  private final Notes notes;

  private Selection(Patterns patterns, String home, Notes notes) {
    this.patterns = patterns;
    this.home = home;
    this.notes = notes;
  }

  /** Returns the requests that are wanted and that a plan can send, in their order. */
  static List<Exchange> of(List<Exchange> all, Patterns patterns, Notes notes) {
    Selection selection = new Selection(patterns, home(all), notes);
    List<Exchange> kept = new ArrayList<>();
    for (Exchange exchange : all) {
      if (selection.keeps(exchange)) {
        kept.add(exchange);
      }
    }
    selection.tell();
    return kept;
  }

  /** Returns the host of the first page, or of the first request that is no page's resource. */
  private static String home(List<Exchange> all) {
    Optional<Exchange> page =
        all.stream()
            .filter(exchange -> exchange.responseType().equals("text/html"))
            .filter(exchange -> exchange.status() >= 200 && exchange.status() < 300)
            .findFirst();
    return page.or(() -> all.stream().filter(exchange -> !isStatic(exchange)).findFirst())
        .or(() -> all.stream().findFirst())
        .map(exchange -> exchange.url().host())
        .orElse("");
  }

  private boolean keeps(Exchange exchange) {
    String host = exchange.url().host();
    if (!patterns.nameHosts() && !host.equals(home)) {
      elsewhere.merge(host, 1, Integer::sum);
      return false;
    }
    if (!patterns.want(host, exchange.url().path())) {
      return count("requests that --include and --exclude do not want");
    }
    if (isPreflight(exchange)) {
      return count("requests that browsers make by themselves before others (CORS preflights)");
    }
    if (isStatic(exchange) && !patterns.namePath(exchange.url().path())) {
      return count("static resources (an --include of their path keeps them)");
    }
    if (exchange.resourceType().equals("websocket") || exchange.status() == 101) {
      notes.leftOut(exchange.describe(), "it is a WebSocket; write it as a websocket step");
      return false;
    }
    if (!METHODS.contains(exchange.method())) {
      notes.leftOut(exchange.describe(), "plans have no method " + exchange.method());
      return false;
    }
    if (exchange.status() < 100 || exchange.status() > 599) {
      return count("requests without an answer, blocked or broken off");
    }
    return true;
  }

  private boolean count(String what) {
    counted.merge(what, 1, Integer::sum);
    return false;
  }

  private void tell() {
    counted.forEach((what, count) -> notes.leftOut(String.valueOf(count), what));
    elsewhere.entrySet().stream()
        .limit(HOSTS_MAX)
        .forEach(other ->
            notes.leftOut(
                other.getValue() + " to " + other.getKey(),
                "another host than the page's (--include " + other.getKey() + " keeps them)"));
    int rest = elsewhere.values().stream().skip(HOSTS_MAX).mapToInt(Integer::intValue).sum();
    if (rest > 0) {
      notes.leftOut(
          rest + " to " + (elsewhere.size() - HOSTS_MAX) + " further hosts", "not the page's");
    }
  }

  private static boolean isPreflight(Exchange exchange) {
    return exchange.resourceType().equals("preflight")
        || (exchange.method().equals("OPTIONS")
            && !exchange.header("access-control-request-method").isEmpty());
  }

  private static boolean isStatic(Exchange exchange) {
    String kind = exchange.resourceType();
    if (LIVE_KINDS.contains(kind)) {
      return false;
    }
    return STATIC_KINDS.contains(kind)
        || STATIC_TYPE.matcher(exchange.responseType()).matches()
        || (exchange.method().equals("GET")
            && STATIC_NAME.matcher(exchange.url().path()).matches());
  }
}
