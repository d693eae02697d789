package dev.loadstone.app.convert.postman;

import dev.loadstone.app.convert.source.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can be told of scripts without running them.
 *
 * @param hasBefore whether something runs before the request
 * @param hasAfter whether something runs after it
 * @param codes of the status that it asks for; may be empty
 * @param extracted JSON paths into the response by the variable that takes their value
 */
record Scripts(
    boolean hasBefore, boolean hasAfter, Set<Integer> codes, Map<String, String> extracted) {
  private static final Pattern STATUS =
      Pattern.compile(
          "to\\.have\\.status\\(\\s*(\\d{3})\\s*\\)|responseCode\\.code\\s*={2,3}\\s*(\\d{3})"
              + "|response\\.code\\)\\.to\\.(?:eql|equal)\\(\\s*(\\d{3})\\s*\\)");
  private static final Pattern ONE_OF =
      Pattern.compile("response\\.code\\)\\.to\\.be\\.oneOf\\(\\s*\\[([\\d,\\s]+)]\\s*\\)");
  private static final Pattern BODY =
      Pattern.compile(
          "(?:const|let|var)\\s+(\\w+)\\s*=\\s*(?:pm\\.response\\.json\\(\\)"
              + "|JSON\\.parse\\(\\s*(?:responseBody|pm\\.response\\.text\\(\\))\\s*\\))");
  private static final Pattern SET =
      Pattern.compile(
          "(?:pm\\.(?:environment|collectionVariables|globals|variables)\\.set"
              + "|postman\\.set(?:Environment|Global)Variable)\\(\\s*[\"']([^\"']+)[\"']\\s*,\\s*"
              + "(?:(\\w+)|pm\\.response\\.json\\(\\))"
              + "((?:\\.[A-Za-z_]\\w*|\\[\\d+]|\\[[\"']\\w+[\"']])+)\\s*\\)");
  private static final int TEXT_MAX = 100_000;

  /** Returns what the scripts of an item, a folder or a collection say. */
  static Scripts of(Value owner) {
    List<String> after = new ArrayList<>();
    boolean before = false;
    for (Value event : owner.get("event").asList()) {
      String text = text(event.get("script").get("exec"));
      if (!text.isBlank() && !event.isTrue("disabled")) {
        if (event.text("listen").equals("prerequest")) {
          before = true;
        } else {
          after.add(text);
        }
      }
    }
    String tests = String.join("\n", after);
    String read = tests.length() > TEXT_MAX ? tests.substring(0, TEXT_MAX) : tests;
    return new Scripts(before, !after.isEmpty(), codes(read), extractions(read));
  }

  private static String text(Value lines) {
    return lines
        .asText()
        .orElseGet(() ->
            lines.asList().stream()
                .map(line -> line.asText().orElse(""))
                .collect(Collectors.joining("\n")));
  }

  private static Set<Integer> codes(String script) {
    Set<Integer> codes = new TreeSet<>();
    Matcher status = STATUS.matcher(script);
    while (status.find()) {
      for (int group = 1; group <= status.groupCount(); group++) {
        if (status.group(group) != null) {
          codes.add(Integer.parseInt(status.group(group)));
        }
      }
    }
    Matcher oneOf = ONE_OF.matcher(script);
    while (oneOf.find()) {
      for (String code : oneOf.group(1).split(",", -1)) {
        if (code.strip().matches("\\d{3}")) {
          codes.add(Integer.parseInt(code.strip()));
        }
      }
    }
    codes.removeIf(code -> code < 100);
    return codes;
  }

  private static Map<String, String> extractions(String script) {
    Set<String> bodies = new HashSet<>();
    Matcher body = BODY.matcher(script);
    while (body.find()) {
      bodies.add(body.group(1));
    }
    Map<String, String> paths = new LinkedHashMap<>();
    Matcher set = SET.matcher(script);
    while (set.find()) {
      String owner = set.group(2);
      if (owner == null || bodies.contains(owner)) {
        paths.put(set.group(1), "$" + set.group(3).replaceAll("\\[[\"'](\\w+)[\"']]", ".$1"));
      }
    }
    return paths;
  }

  /** Returns the check of the status that it asks for; empty if it asks for none. */
  String check() {
    if (codes.isEmpty()) {
      return "";
    }
    String list = codes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return codes.size() == 1 ? "status == " + list : "status in " + list;
  }
}
