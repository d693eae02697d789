package dev.loadstone.app.convert.postman;

import dev.loadstone.app.convert.draft.DraftStep;
import dev.loadstone.app.convert.draft.HeaderFields;
import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.PathVariables;
import dev.loadstone.app.convert.draft.Secrets;
import dev.loadstone.app.convert.draft.Templates;
import dev.loadstone.app.convert.source.Value;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes steps of the requests of a collection. */
final class ItemStep {
  private static final String OF_POSTMAN = "postman-token";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  private final Placeholders placeholders;
  private final Secrets secrets;
  private final Notes notes;
  private final boolean keepCookies;
  private final ItemUrl.Reader urls;
  private final ItemBody.Reader bodies;
  private final ItemAuth.Reader auths;

  ItemStep(
      Placeholders placeholders,
      PathVariables variables,
      Secrets secrets,
      Notes notes,
      boolean keepCookies) {
    this.placeholders = placeholders;
    this.secrets = secrets;
    this.notes = notes;
    this.keepCookies = keepCookies;
    this.urls = new ItemUrl.Reader(placeholders, variables, secrets, notes);
    this.bodies = new ItemBody.Reader(placeholders, secrets);
    this.auths = new ItemAuth.Reader(placeholders, secrets, notes);
  }

  /**
   * What became of an item.
   *
   * @param url where it goes
   * @param step empty, with a note, if no plan can send it
   * @param off how many parts of it are switched off
   */
  record Made(ItemUrl url, Optional<DraftStep> step, int off) {}

  /**
   * Returns the step of an item.
   *
   * @param where its name, behind those of its folders
   * @param auth its own, or that of the nearest folder that has one
   */
  Made of(Value item, String where, Value auth) {
    Value request = item.get("request");
    Value place = request.asText().isPresent() ? request : request.get("url");
    ItemUrl url = urls.read(place);
    String method = request.text("method").isEmpty() ? "GET" : request.text("method");
    ItemBody body = bodies.read(request.get("body"));
    String refused = METHODS.contains(method) ? body.refused() : "plans have no method " + method;
    if (!refused.isEmpty()) {
      notes.leftOut(where, refused);
      return new Made(url, Optional.empty(), url.off() + body.off());
    }
    ItemAuth entrance = auths.read(auth);
    Headers headers = headers(request.get("header"), body, entrance);
    String query =
        entrance.query().isEmpty()
            ? url.query()
            : (url.query().isEmpty() ? "?" : url.query() + "&") + entrance.query();
    String kind = headers.stream ? "sse" : "http";
    DraftStep step =
        DraftStep.request(kind, method + " " + url.path() + query, url.base())
            .withHeaders(headers.fields);
    String name = item.text("name").replaceAll("\\p{Cntrl}", " ").strip();
    if (!name.isEmpty()) {
      step = step.named(Templates.literal(name));
    }
    for (Map.Entry<String, Value> part : body.body().entrySet()) {
      step = step.withBody(part.getKey(), part.getValue());
    }
    return new Made(
        url, Optional.of(checked(item, where, step)), url.off() + body.off() + headers.off);
  }

  private record Headers(Map<String, Value> fields, boolean stream, int off) {}

  private Headers headers(Value list, ItemBody body, ItemAuth entrance) {
    Map<String, Value> fields = new LinkedHashMap<>();
    boolean stream = false;
    int off = 0;
    for (Value header : list.asList()) {
      String name = header.text("key").strip();
      String value = HeaderFields.oneLine(header.text("value"));
      if (header.isTrue("disabled")) {
        off++;
        continue;
      }
      boolean events = name.equalsIgnoreCase("accept") && value.contains("text/event-stream");
      stream |= events;
      if (!events && isKept(name, value, body)) {
        fields.put(name, Value.ofText(value(name, value)));
      }
    }
    list.asText()
        .ifPresent(text -> {
          if (!text.isBlank()) {
            notes.remark("Headers that the collection has as one text are left out.");
          }
        });
    entrance
        .headers()
        .forEach((name, value) -> {
          if (fields.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            fields.put(name, Value.ofText(value));
          }
        });
    boolean typed = fields.keySet().stream().anyMatch("content-type"::equalsIgnoreCase);
    if (!typed) {
      body.type().ifPresent(type -> fields.put("Content-Type", Value.ofText(type)));
    }
    return new Headers(fields, stream, off);
  }

  private boolean isKept(String name, String value, ItemBody body) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("cookie")) {
      return keepCookies;
    }
    boolean usual =
        lower.equals("content-type")
            && ((value.strip().equals("application/json") && body.body().containsKey("json"))
                || (value.strip().equals("application/x-www-form-urlencoded")
                    && body.body().containsKey("form"))
                || body.body().isEmpty());
    boolean own = HeaderFields.isOfClients(name) || lower.equals(OF_POSTMAN);
    return HeaderFields.isName(name) && !own && !usual;
  }

  private String value(String name, String value) {
    if (Placeholders.isIn(value)) {
      return placeholders.template(value, secrets::mask, Secrets.isSecretName(name));
    }
    return value.isBlank() ? value : secrets.header(name, value);
  }

  private DraftStep checked(Value item, String where, DraftStep step) {
    Scripts scripts = Scripts.of(item);
    if (scripts.hasBefore()) {
      notes.leftOut("pre-request script of " + where, "plans run no scripts");
    }
    if (scripts.hasAfter()) {
      notes.leftOut(
          "test script of " + where,
          "plans run no scripts; a status that it asks for is checked, a member of the response that"
              + " it keeps is extracted");
    }
    if (item.get("protocolProfileBehavior").isFalse("followRedirects")) {
      notes.remark(where + " follows no redirects in Postman; http: {redirects: false} says so.");
    }
    String check = scripts.check();
    DraftStep checked = step.checking(check.isEmpty() ? saved(item) : check);
    if (scripts.extracted().isEmpty() || !step.kind().equals("http")) {
      return checked;
    }
    Map<String, Value> extracted = new LinkedHashMap<>();
    scripts
        .extracted()
        .forEach((key, path) -> extracted.put(placeholders.variableOf(key), Value.ofText(path)));
    return checked.with("extract", Value.Mapping.of(extracted));
  }

  /** Returns the check of the status that the first good example of an answer has. */
  private static String saved(Value item) {
    return item.get("response").asList().stream()
        .flatMap(response -> response.get("code").asNumber().stream())
        .map(Double::intValue)
        .filter(code -> code >= 200 && code < 300)
        .findFirst()
        .map(code -> "status == " + code)
        .orElse("status == 2xx");
  }
}
