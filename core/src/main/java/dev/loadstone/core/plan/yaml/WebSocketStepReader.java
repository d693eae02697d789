package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.Timeouts;
import dev.loadstone.core.plan.WebSocketStep;
import dev.loadstone.core.plan.WebSocketStep.Message;
import dev.loadstone.core.plan.WebSocketStep.Receive;
import dev.loadstone.core.plan.WebSocketStep.Reply;
import dev.loadstone.core.plan.WebSocketStep.Timestamp;
import dev.loadstone.core.plan.WebSocketStep.Unit;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads steps on WebSockets. */
final class WebSocketStepReader {
  /** How often a message may be sent at once. */
  static final int TIMES_MAX = 100_000;

  /** The most messages that may be awaited. */
  static final long MESSAGES_MAX = 1_000_000_000_000L;

  /** Codes with which a client may close: RFC 6455, section 7.4. */
  static final int CLOSE_MIN = 1000;

  /** Ends the codes that are free for applications. */
  static final int CLOSE_MAX = 4999;

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final List<String> MESSAGES = List.of("json", "text", "binary");
  private static final List<String> OF_THE_HANDSHAKE =
      List.of(
          "connection",
          "upgrade",
          "sec-websocket-key",
          "sec-websocket-version",
          "sec-websocket-protocol",
          "sec-websocket-extensions");
  private static final String MESSAGE_FIX = "Write it as $.price exists, or body contains price.";
  private static final String REPLY_FIX = "Write reply: order, or reply: {id: $.id}.";

  private final HttpStepReader http;
  private final ReadContext context;
  private final Problems problems;

  WebSocketStepReader(HttpStepReader http, ReadContext context) {
    this.http = http;
    this.context = context;
    this.problems = context.problems();
  }

  /** Returns the step, or empty, with a problem. */
  Optional<Step> read(Fields fields, NameScope scope) {
    TemplateParser parser = new TemplateParser(scope, problems);
    Optional<HttpStepReader.Opening> opening = http.opening("websocket", fields, parser);
    refuseHeaders(fields);
    List<String> subprotocols = subprotocols(fields);
    Optional<String> connection = fields.quantity("connection", Lengths::notBlank);
    Optional<Message> message = message(fields, parser);
    Optional<Long> times = fields.integer("times", 1, TIMES_MAX);
    Optional<Reply> reply = fields.node("reply").flatMap(node -> reply(node, fields));
    refuseWithoutMessage(fields);
    refuseIdOfBytes(fields, message, reply);
    Optional<Receive> receive =
        fields.fields("receive", ProtocolShapes.RECEIVE).flatMap(this::receive);
    Optional<Timestamp> timestamp =
        fields.fields("timestamp", ProtocolShapes.TIMESTAMP).flatMap(this::timestamp);
    List<Check> checks = http.checks(fields);
    List<Extraction> extractions = new ExtractionReader(context).read(fields.entries("extract"));
    refuseOfResponses(fields, checks, extractions);
    boolean ping = fields.bool("ping").orElse(false);
    Optional<Integer> close = fields.quantity("close", WebSocketStepReader::closeCode);
    Timeouts timeouts = timeouts(fields, receive);
    HttpStepReader.Operation operation = HttpStepReader.operation(fields);
    fields.finish();
    extractions.forEach(extraction -> scope.extract(extraction.variable()));
    return opening.map(open ->
        new WebSocketStep(
            operation.name().orElse(open.line().name()),
            open.on(),
            connection.orElse(open.line().name()),
            open.line().url(),
            open.headers(),
            subprotocols,
            timeouts,
            message,
            times.map(Long::intValue).orElse(1),
            reply,
            receive,
            timestamp,
            checks,
            extractions,
            ping,
            close,
            operation.slo(),
            operation.continueOnFailure()));
  }

  private void refuseHeaders(Fields fields) {
    fields
        .entries("headers")
        .forEach((name, entry) -> {
          if (OF_THE_HANDSHAKE.stream().anyMatch(name::equalsIgnoreCase)) {
            problems.add(
                entry
                    .value()
                    .problem(
                        "must not be a header of the handshake itself, got: " + name,
                        name.equalsIgnoreCase("sec-websocket-protocol")
                            ? "Write it as subprotocol."
                            : "Remove it; it is sent as it has to be."));
          }
        });
  }

  private List<String> subprotocols(Fields fields) {
    List<String> names = new ArrayList<>();
    for (DocumentNode item : fields.list("subprotocol")) {
      fields
          .asScalar(item)
          .flatMap(scalar -> fields.parse(scalar, WebSocketStepReader::subprotocol))
          .ifPresent(names::add);
    }
    return names;
  }

  private static String subprotocol(String text) {
    if (!TOKEN.matcher(text).matches()) {
      throw new InvalidTextException(
          "be the name of a subprotocol, of letters, digits and signs as in graphql-ws", text, "");
    }
    return text;
  }

  private Optional<Message> message(Fields fields, TemplateParser parser) {
    List<String> given = MESSAGES.stream().filter(fields::has).toList();
    if (given.size() > 1) {
      problems.add(
          fields
              .map()
              .problem(
                  "must have one message, got: " + String.join(" and ", given),
                  "Keep one of them, or make each a step of its own."));
    }
    return Stream.of(
            fields
                .node("json")
                .<Message>map(
                    node -> new Message.Text(new JsonTemplates(parser, problems).of(node))),
            fields
                .node("text")
                .flatMap(node -> http.template(node, parser))
                .<Message>map(Message.Text::new),
            fields.quantity("binary", WebSocketStepReader::bytes).<Message>map(Message.Binary::new))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static byte[] bytes(String text) {
    try {
      return Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException wrong) {
      throw new InvalidTextException(
          "be bytes in base64", text, "Write it as AQID, which is 01 02 03.");
    }
  }

  private Optional<Reply> reply(DocumentNode node, Fields fields) {
    if (node instanceof ScalarNode scalar) {
      if (scalar.text().equals("order")) {
        return Optional.of(new Reply.ByOrder());
      }
      problems.add(
          scalar.problem("must be order, or a mapping with id, got: " + scalar.text(), REPLY_FIX));
      return Optional.empty();
    }
    if (!(node instanceof MapNode)) {
      problems.add(
          node.problem("must be order, or a mapping with id, got: " + node.describe(), REPLY_FIX));
      return Optional.empty();
    }
    return fields
        .fields("reply", ProtocolShapes.REPLY)
        .flatMap(inner -> {
          inner.required("id", REPLY_FIX);
          Optional<JsonPath> id = inner.quantity("id", JsonPathParser::parse);
          Optional<JsonPath> request = inner.quantity("request", JsonPathParser::parse);
          inner.finish();
          return id.map(path -> new Reply.ById(request.orElse(path), path));
        });
  }

  private void refuseWithoutMessage(Fields fields) {
    if (MESSAGES.stream().noneMatch(fields::has)) {
      Stream.of("times", "reply")
          .flatMap(key -> fields.node(key).stream())
          .forEach(node ->
              problems.add(
                  node.problem(
                      "must have a message that it is about",
                      "Add json, text or binary; to await messages that nobody asked for, write"
                          + " receive: {messages: 1}.")));
    }
  }

  private void refuseIdOfBytes(Fields fields, Optional<Message> message, Optional<Reply> reply) {
    if (message.isPresent()
        && message.get() instanceof Message.Binary
        && reply.isPresent()
        && reply.get() instanceof Reply.ById) {
      fields
          .node("reply")
          .ifPresent(node ->
              problems.add(
                  node.problem(
                      "must not look for an id in a binary message", "Write reply: order.")));
    }
  }

  /** Refuses what looks for parts of an HTTP response, or at messages that are not awaited. */
  private void refuseOfResponses(Fields fields, List<Check> checks, List<Extraction> extractions) {
    for (Check check : checks) {
      if (!(check instanceof Check.Json || check instanceof Check.Body)) {
        refuse(fields, "check", "must be about a message, got: " + check.text(), MESSAGE_FIX);
      }
    }
    for (Extraction extraction : extractions) {
      if (!(extraction.source() instanceof Extraction.Json
          || extraction.source() instanceof Extraction.Regex)) {
        refuse(
            fields,
            "extract",
            "must take from a message, got: " + extraction.variable(),
            "Take json or regex.");
      }
    }
    if (!fields.has("reply") && !fields.has("receive")) {
      for (String key : List.of("check", "extract")) {
        refuse(fields, key, "must have a message to look at", "Add reply or receive.");
      }
    }
  }

  private void refuse(Fields fields, String key, String problem, String fix) {
    fields.node(key).ifPresent(node -> problems.add(node.problem(problem, fix)));
  }

  private Optional<Receive> receive(Fields fields) {
    Optional<Long> messages = fields.integer("messages", 1, MESSAGES_MAX);
    Optional<Duration> time = fields.quantity("time", Lengths::positive);
    fields.finish();
    if (!fields.has("messages") && !fields.has("time")) {
      problems.add(
          fields
              .map()
              .problem("must say until when", "Write receive: {messages: 10} or {time: 5s}."));
    }
    return messages.isEmpty() && time.isEmpty()
        ? Optional.empty()
        : Optional.of(new Receive(messages.orElse(0L), time));
  }

  private Optional<Timestamp> timestamp(Fields fields) {
    fields.required("path", "Write timestamp: {path: $.ts, unit: ms}.");
    fields.required("unit", "Write timestamp: {path: $.ts, unit: ms}.");
    Optional<JsonPath> path = fields.quantity("path", JsonPathParser::parse);
    Optional<Unit> unit = fields.choice("unit", Unit.class);
    fields.finish();
    return path.flatMap(where -> unit.map(in -> new Timestamp(where, in)));
  }

  private static int closeCode(String text) {
    String fix = "Use 1000 for a normal end, or one from 3000 to 4999.";
    try {
      int code = Integer.parseInt(text.strip());
      boolean free = code >= 3000 && code <= CLOSE_MAX;
      if (free || (code >= CLOSE_MIN && code <= 1014 && (code < 1004 || code > 1006))) {
        return code;
      }
    } catch (NumberFormatException none) {
      throw new InvalidTextException("be a code that closes a WebSocket", text, fix);
    }
    throw new InvalidTextException("be a code with which a client may close", text, fix);
  }

  /** Waiting is within the time that the operation may take, however long the plan wants it. */
  private Timeouts timeouts(Fields fields, Optional<Receive> receive) {
    Timeouts given = http.timeouts(fields);
    Optional<Duration> wait = receive.flatMap(Receive::time);
    if (wait.isEmpty() || given.total().compareTo(wait.get()) > 0) {
      return given;
    }
    Optional<DocumentNode> node = fields.node("timeout");
    boolean own =
        node.isPresent()
            && (node.get() instanceof ScalarNode
                || (node.get() instanceof MapNode map && map.entries().containsKey("total")));
    if (own) {
      problems.add(
          node.get()
              .problem(
                  "must be longer than receive.time, or every operation times out",
                  "Make it longer than the time, or leave it out."));
    }
    Duration total = wait.get().plus(Timeouts.DEFAULT.total());
    boolean idle = given.idle().equals(given.total());
    return new Timeouts(given.connect(), given.firstByte(), idle ? total : given.idle(), total);
  }
}
