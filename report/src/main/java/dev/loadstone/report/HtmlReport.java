package dev.loadstone.report;

import dev.loadstone.core.result.RunResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A result as one self-contained page: no request to anywhere, and a content security policy under
 * which the browser would not make one. Tables are in the page as they are; scripts add charts,
 * sorting and a switch between light and dark.
 */
final class HtmlReport {
  private static final String CHARTS =
      "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.common.min.js";

  /** The hash of the library, as a content security policy has it. */
  static final String CHARTS_SHA_256 = "/ZWPMYsTmJORhnR5ApD81z0Z2VO5EXXVJ3JQ/6oXfY4=";

  /** The template of the sections. */
  static final String TEMPLATE = "report.html";

  private static final String LIBRARY = "library";
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

  private HtmlReport() {}

  /** Returns the page as text. */
  static String of(RunResult result) {
    return new String(bytes(result, Theme.NONE), StandardCharsets.UTF_8);
  }

  /** Returns the page in UTF-8. Most of it is the library, which is best copied as it is. */
  static byte[] bytes(RunResult result, Theme theme) {
    Map<String, String> parts = parts(result);
    parts.put("data", ChartData.of(result));
    return page(TEMPLATE, sections(result), "run.js", theme, parts);
  }

  /** Returns what stands in the places of the template, but for the data of charts. */
  static Map<String, String> parts(RunResult result) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", Html.escape(result.verdict().label() + " · " + result.start().name()));
    parts.put("verdict", result.verdict().label());
    parts.put("hero", HtmlSummary.hero(result));
    parts.put("thresholds", HtmlSummary.thresholds(result));
    parts.put("warnings", HtmlSummary.warnings(result));
    parts.put("findings", HtmlFindings.of(result));
    parts.put("course", HtmlCourse.of(result));
    parts.put("heat", HtmlHeatMap.of(result));
    parts.put("columns", HtmlHeatMap.columns(result));
    parts.put("moments", Moments.html(result));
    parts.put("streamCharts", HtmlStreams.charts(result));
    parts.put("probeCharts", HtmlProbes.charts(result));
    parts.put("request", HtmlRequest.of(result));
    parts.put("times", HtmlTables.times(result));
    parts.put("protocols", protocols(result));
    parts.put("steps", HtmlTables.steps(result) + HtmlTraffic.of(result));
    parts.put("probes", HtmlProbes.of(result) + HtmlProfiles.of(result));
    parts.put("errors", HtmlTables.errors(result));
    parts.put("generator", HtmlBackground.generator(result));
    parts.put("phases", HtmlBackground.phases(result));
    parts.put("environment", HtmlBackground.environment(result));
    parts.put("plan", HtmlBackground.plan(result));
    parts.put("thinning", thinning(result));
    parts.put("points", points(result));
    return parts;
  }

  /** Returns the sections of the page: titles by id. */
  static Map<String, String> sections(RunResult result) {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("thresholds", "Thresholds");
    sections.put("findings", "Findings");
    sections.put("over-time", "Over time");
    sections.put("times", "Response times");
    if (!protocols(result).isEmpty()) {
      sections.put("protocols", "Streams and protocols");
    }
    sections.put("steps", "Steps");
    sections.put("errors", "Errors");
    if (!result.series().isEmpty()) {
      sections.put("probes", "Probes");
    }
    if (!result.profiles().isEmpty()) {
      sections.put("profiles", "Profiles");
    }
    sections.put("generator", "Generator");
    sections.put("background", "Plan and method");
    return sections;
  }

  /**
   * Returns a page in UTF-8.
   *
   * @param template the name of the template of its sections
   * @param sections what its head links to: titles by the sections' ids
   * @param main the name of the script that brings it to life
   * @param own what is to stand in the places of the template and of the frame, but for style,
   *     policy and scripts
   */
  static byte[] page(
      String template, Map<String, String> sections, String main, Map<String, String> own) {
    return page(template, sections, main, Theme.NONE, own);
  }

  /**
   * Returns a page as {@link #page(String, Map, String, Map)} does.
   *
   * @param theme comes after the style that all pages have
   */
  static byte[] page(
      String template,
      Map<String, String> sections,
      String main,
      Theme theme,
      Map<String, String> own) {
    String script = resource("charts.js") + resource("page.js") + resource(main);
    Map<String, String> parts = new LinkedHashMap<>(own);
    parts.put("policy", policy(CHARTS_SHA_256, sha256(script)));
    parts.put("style", resource("report.css") + theme.css());
    parts.put("script", script);
    parts.put("sections", links(sections));
    parts.put("content", new String(fill(resource(template), parts), StandardCharsets.UTF_8));
    return fill(resource("page.html"), parts);
  }

  private static String links(Map<String, String> sections) {
    Html html = new Html();
    sections.forEach((id, title) -> html.element("a", title, "href", "#" + id).line());
    return html.toString();
  }

  private static String protocols(RunResult result) {
    String tables = HtmlStreams.of(result) + HtmlTools.of(result) + HtmlRecorded.of(result);
    if (tables.isEmpty()) {
      return "";
    }
    return "<section id=\"protocols\" class=\"card\">\n<h2>Streams and protocols</h2>\n"
        + tables
        + "\n</section>\n";
  }

  /** Returns what else is to be said of the chart of response times. */
  private static String points(RunResult result) {
    int intervals = TimelineColumns.of(result.timeline()).intervalsPerPoint();
    String thinned = intervals == 1 ? "" : " A point is the highest of " + intervals + " seconds.";
    return result.start().warmUpNanos() > 0
        ? thinned + " Darkly shaded: the warm-up, which is in no figure of the tables."
        : thinned;
  }

  private static String thinning(RunResult result) {
    int intervals = TimelineColumns.of(result.timeline()).intervalsPerPoint();
    return intervals == 1
        ? "A point of a chart over time is one second."
        : "A point of a chart over time stands for "
            + intervals
            + " seconds: a rate is their mean; a percentile, a delay, a level and a load are those of the highest second among them, and are"
            + " never averaged.";
  }

  /** Allows exactly the scripts of these hashes. Styles may be inline, because charts set them. */
  private static String policy(String... hashes) {
    StringBuilder policy =
        new StringBuilder(
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src");
    for (String hash : hashes) {
      policy.append(" 'sha256-").append(hash).append('\'');
    }
    return policy.toString();
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Fills the places of a template in one pass, so that a value that looks like a place stays as it
   * is.
   */
  static byte[] fill(String template, Map<String, String> parts) {
    ByteArrayOutputStream page = new ByteArrayOutputStream(1 << 20);
    Matcher place = PLACE.matcher(template);
    int from = 0;
    while (place.find()) {
      page.writeBytes(utf8(template.substring(from, place.start())));
      String name = place.group(1);
      String part = parts.get(name);
      if (name.equals(LIBRARY)) {
        page.writeBytes(library());
      } else if (part == null) {
        throw new IllegalStateException("the template has an unknown place: " + place.group());
      } else {
        page.writeBytes(utf8(part));
      }
      from = place.end();
    }
    page.writeBytes(utf8(template.substring(from)));
    return page.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the library of charts, whose hash is {@link #CHARTS_SHA_256}. */
  static byte[] library() {
    return content(CHARTS);
  }

  /** Returns a resource of this package as text. */
  static String resource(String name) {
    return new String(content(name), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private static byte[] content(String name) {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the program itself", e);
    }
  }
}
