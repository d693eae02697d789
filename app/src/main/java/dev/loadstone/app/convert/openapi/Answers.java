package dev.loadstone.app.convert.openapi;

import dev.loadstone.app.convert.openapi.References.Part;
import dev.loadstone.app.convert.source.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How an operation is answered when it succeeds.
 *
 * @param check of the status, as a plan writes it
 * @param types media types in small letters
 * @param isSocket whether only a change of protocol is described
 */
record Answers(String check, Set<String> types, boolean isSocket) {
  static Answers of(Part operation, References references) {
    Part responses = references.get(operation, "responses");
    Map<String, Value> all = responses.value().asMap();
    List<String> good =
        all.keySet().stream().filter(code -> code.matches("2\\d\\d|2[Xx][Xx]")).toList();
    Set<String> types = new LinkedHashSet<>();
    for (String code : good) {
      Part response = references.get(responses, code);
      response
          .value()
          .get("content")
          .asMap()
          .keySet()
          .forEach(
              type -> types.add(type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT)));
    }
    boolean socket = good.isEmpty() && all.containsKey("101") && !all.containsKey("default");
    return new Answers(check(good, all), types, socket);
  }

  private static String check(List<String> good, Map<String, Value> all) {
    boolean any = good.stream().anyMatch(code -> code.equalsIgnoreCase("2xx"));
    boolean redirects = all.keySet().stream().anyMatch(code -> code.matches("3\\d\\d|3[Xx][Xx]"));
    if (good.isEmpty() && redirects && !all.containsKey("default")) {
      return "status < 400";
    }
    if (any || good.isEmpty()) {
      return "status == 2xx";
    }
    return good.size() == 1
        ? "status == " + good.getFirst()
        : "status in " + String.join(", ", good);
  }
}
