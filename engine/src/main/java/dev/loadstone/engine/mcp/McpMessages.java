package dev.loadstone.engine.mcp;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.McpStep;
import dev.loadstone.core.plan.McpStep.Era;
import dev.loadstone.core.plan.McpStep.Version;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.StreamReading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP requests of a step. What changes from one to the next comes from variables whose names
 * no plan can use.
 *
 * <p><b>Source:</b> Model Context Protocol, revisions 2025-03-26 to 2026-07-28, Transports:
 * Streamable HTTP, and Lifecycle.
 */
final class McpMessages {
  /** The variable with the id of the next request. */
  static final String ID = "mcp id";

  /** The variable with the session's id. */
  static final String SESSION = "mcp session";

  /** The variable with the version that was agreed. */
  static final String VERSION = "mcp version";

  /** The variable with where the next page begins. */
  static final String CURSOR = "mcp cursor";

  /** The variable with the name of what is asked for. */
  static final String NAME = "mcp name";

  /** The header that names the session, in lower case. */
  static final String SESSION_HEADER = "mcp-session-id";

  private static final String ACCEPT = "application/json, text/event-stream";
  private static final String META = "io.modelcontextprotocol/";
  private static final String CLIENT_INFO = "{\"name\":\"loadstone\",\"version\":\"1\"}";

  private final McpStep step;

  McpMessages(McpStep step) {
    this.step = step;
  }

  /** Returns the request that begins a session. */
  Step.Http initialize() {
    List<Template.Part> json = new ArrayList<>();
    json.add(text("{\"jsonrpc\":\"2.0\",\"id\":"));
    json.add(hole(ID, Encoding.RAW));
    json.add(
        text(
            ",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
                + step.version().label()
                + "\",\"capabilities\":{},\"clientInfo\":"
                + CLIENT_INFO
                + "}}"));
    return http("POST", List.of(), json(json), step.http().stream(), false);
  }

  /**
   * Returns the notification that the session is set up.
   *
   * @param named whether the session has an id
   */
  Step.Http initialized(boolean named) {
    Body body =
        json(List.of(text("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")));
    return http("POST", ofSession(named), body, Optional.empty(), false);
  }

  /** Returns the request that ends a session with an id. */
  Step.Http delete() {
    return http("DELETE", ofSession(true), new Body.None(), Optional.empty(), false);
  }

  /**
   * Returns what the step is about.
   *
   * @param named whether there is a session with an id
   * @param paged whether another page than the first is asked for
   */
  Step.Http request(boolean named, boolean paged) {
    List<Template.Part> json = new ArrayList<>();
    json.add(text("{\"jsonrpc\":\"2.0\",\"id\":"));
    json.add(hole(ID, Encoding.RAW));
    json.add(text(",\"method\":\"" + step.request().method() + "\",\"params\":{"));
    List<List<Template.Part>> members = new ArrayList<>();
    if (step.version().era() == Era.STATELESS || step.progress()) {
      members.add(meta());
    }
    if (paged) {
      members.add(member("cursor", CURSOR));
    }
    step.request().name().ifPresent(name -> members.add(member(name.key(), NAME)));
    members.add(step.request().members().parts());
    String separator = "";
    for (List<Template.Part> member : members) {
      if (!member.isEmpty() && !separator.isEmpty()) {
        json.add(text(separator));
      }
      json.addAll(member);
      separator = ",";
    }
    json.add(text("}}"));
    List<Body.Field> headers =
        step.version().era() == Era.STATELESS ? ofRequest() : ofSession(named);
    return http("POST", headers, json(json), step.http().stream(), true);
  }

  /** Returns what a request says about itself. */
  private List<Template.Part> meta() {
    List<Template.Part> json = new ArrayList<>();
    json.add(text("\"_meta\":{"));
    String separator = "";
    if (step.version().era() == Era.STATELESS) {
      String about = "\"" + META;
      json.add(
          text(
              about
                  + "protocolVersion\":\""
                  + step.version().label()
                  + "\","
                  + about
                  + "clientInfo\":"
                  + CLIENT_INFO
                  + ","
                  + about
                  + "clientCapabilities\":{}"));
      separator = ",";
    }
    if (step.progress()) {
      json.add(text(separator + "\"progressToken\":"));
      json.add(hole(ID, Encoding.RAW));
    }
    json.add(text("}"));
    return json;
  }

  private static List<Template.Part> member(String key, String variable) {
    return List.of(text("\"" + key + "\":\""), hole(variable, Encoding.JSON_TEXT), text("\""));
  }

  private List<Body.Field> ofSession(boolean named) {
    List<Body.Field> headers = new ArrayList<>();
    if (named) {
      headers.add(new Body.Field("Mcp-Session-Id", variable(SESSION)));
    }
    if (step.version().compareTo(Version.V2025_06_18) >= 0) {
      headers.add(new Body.Field("MCP-Protocol-Version", variable(VERSION)));
    }
    return headers;
  }

  private List<Body.Field> ofRequest() {
    List<Body.Field> headers = new ArrayList<>();
    headers.add(new Body.Field("MCP-Protocol-Version", Template.literal(step.version().label())));
    headers.add(new Body.Field("Mcp-Method", Template.literal(step.request().method())));
    step.request()
        .name()
        .ifPresent(name -> headers.add(new Body.Field("Mcp-Name", headerValue(name.text()))));
    return headers;
  }

  /** A name that is not plain ASCII is sent in Base64; one that is not known yet, as it is. */
  private static Template headerValue(Template name) {
    String text = name.outline();
    if (!name.isLiteral() || text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return variable(NAME);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Template.literal("=?base64?" + Base64.getEncoder().encodeToString(bytes) + "?=");
  }

  private Step.Http http(
      String method,
      List<Body.Field> more,
      Body body,
      Optional<StreamReading> stream,
      boolean judged) {
    Step.Http http = step.http();
    List<Body.Field> headers = new ArrayList<>(http.headers());
    List<Body.Field> own = new ArrayList<>(more);
    own.add(new Body.Field("Accept", Template.literal(ACCEPT)));
    own.stream()
        .filter(field ->
            http.headers().stream().noneMatch(set -> set.name().equalsIgnoreCase(field.name())))
        .forEach(headers::add);
    return new Step.Http(
        http.name(),
        http.on(),
        method,
        http.url(),
        headers,
        body,
        http.timeouts(),
        stream,
        judged ? http.checks() : List.of(),
        judged ? http.extractions() : List.of(),
        Optional.empty(),
        false);
  }

  private static Template.Part text(String text) {
    return new Template.Literal(text);
  }

  private static Template.Part hole(String variable, Encoding encoding) {
    return new Template.Hole(new Expression.Variable(variable), encoding);
  }

  private static Template variable(String name) {
    return new Template(List.of(hole(name, Encoding.RAW)));
  }

  private static Body json(List<Template.Part> parts) {
    return new Body.Json(new Template(parts));
  }
}
