package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.GrpcStep;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.StreamReading.CancelAfter;
import dev.loadstone.core.plan.Timeouts;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads calls of gRPC methods. */
final class GrpcStepReader {
  private static final Pattern METHOD =
      Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*/[A-Za-z_]\\w*");

  /** <b>Source:</b> gRPC over HTTP/2, "Custom-Metadata". */
  private static final Pattern KEY = Pattern.compile("[0-9a-z_.-]+");

  /** What the generator itself says in a call's head. */
  private static final Set<String> OURS = Set.of("te", "content-type", "host", "content-length");

  private final ReadContext context;
  private final Problems problems;
  private final HttpStepReader http;

  /**
   * Creates the reader.
   *
   * @param http reads what all requests have
   */
  GrpcStepReader(ReadContext context, HttpStepReader http) {
    this.context = context;
    this.problems = context.problems();
    this.http = http;
  }

  /** Returns the step, or empty, with a problem; makes the names that it extracts known. */
  Optional<Step> read(Fields fields, NameScope scope) {
    TemplateParser parser = new TemplateParser(scope, problems);
    Optional<String> call = fields.quantity("grpc", GrpcStepReader::method);
    String on = http.on(fields);
    Optional<GrpcStep.Schema> schema = schema(fields);
    List<Template> messages = messages(fields, parser);
    Duration interval = fields.quantity("interval", Lengths::positive).orElse(Duration.ZERO);
    boolean compress = fields.bool("compress").orElse(false);
    List<Body.Field> metadata = metadata(fields, parser);
    Timeouts timeouts = http.timeouts(fields);
    Duration stall = StreamReadingReader.stall(fields);
    Optional<CancelAfter> cancelAfter = StreamReadingReader.cancelAfter(fields, problems);
    List<Check> checks = http.checks(fields);
    refuseStatus(fields, checks);
    List<Extraction> extractions = new ExtractionReader(context).read(fields.entries("extract"));
    StreamReadingReader.refuseEvents(fields, extractions, problems);
    HttpStepReader.Operation operation = HttpStepReader.operation(fields);
    fields.finish();
    extractions.forEach(extraction -> scope.extract(extraction.variable()));
    if (call.isEmpty() || schema.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = call.get().split("/", 2);
    return Optional.of(
        new GrpcStep(
            operation.name().orElse(call.get()),
            on,
            parts[0],
            parts[1],
            schema.get(),
            messages,
            interval,
            compress,
            metadata,
            timeouts,
            stall,
            cancelAfter,
            checks,
            extractions,
            operation.slo(),
            operation.continueOnFailure()));
  }

  private static String method(String text) {
    if (!METHOD.matcher(text.strip()).matches()) {
      throw new InvalidTextException(
          "be a gRPC method as package.Service/Method", text, "Write it as shop.Cart/Add.");
    }
    return text.strip();
  }

  private Optional<GrpcStep.Schema> schema(Fields fields) {
    Optional<ScalarNode> file = fields.scalar("proto");
    boolean reflection = fields.bool("reflection").orElse(false);
    if (file.isPresent() == reflection) {
      problems.add(
          fields
              .map()
              .problem(
                  "must have either proto or reflection: true, got: "
                      + (reflection ? "both" : "neither"),
                  reflection
                      ? "Keep one of them."
                      : "Write proto: with the .proto file that defines the service, or reflection:"
                          + " true to ask the target for it."));
      return Optional.empty();
    }
    return file.isPresent()
        ? new ProtoFilesReader(context).read(file.get()).map(files -> files)
        : Optional.of(new GrpcStep.Reflection());
  }

  private List<Template> messages(Fields fields, TemplateParser parser) {
    Optional<DocumentNode> one = fields.node("message");
    List<DocumentNode> several = fields.list("messages");
    if (one.isPresent() && fields.has("messages")) {
      problems.add(
          fields.map().problem("must have either message or messages", "Keep one of them."));
    }
    List<DocumentNode> nodes = one.map(List::of).orElse(several);
    List<Template> messages = new ArrayList<>();
    for (DocumentNode node : nodes) {
      if (node instanceof MapNode) {
        messages.add(new JsonTemplates(parser, problems).of(node));
      } else {
        problems.add(
            node.problem(
                "must be a mapping of the message's fields, got: " + node.describe(),
                "Write {field: value}."));
      }
    }
    return nodes.isEmpty() && !fields.has("messages") ? List.of(Template.literal("{}")) : messages;
  }

  private List<Body.Field> metadata(Fields fields, TemplateParser parser) {
    List<Body.Field> metadata = new ArrayList<>();
    fields
        .entries("metadata")
        .forEach((name, entry) -> {
          String key = name.toLowerCase(Locale.ROOT);
          boolean reserved = key.startsWith("grpc-") || OURS.contains(key);
          if (!KEY.matcher(key).matches() || reserved) {
            problems.add(
                entry
                    .value()
                    .problem(
                        "must be metadata with a name of letters, digits, _, - and . that gRPC does"
                            + " not use itself, got: "
                            + name,
                        key.equals("grpc-timeout") ? "Write it as timeout." : ""));
          } else {
            metadata.addAll(http.header(key, entry, parser));
          }
        });
    return metadata;
  }

  private void refuseStatus(Fields fields, List<Check> checks) {
    for (Check check : checks) {
      if (check instanceof Check.Status) {
        fields
            .node("check")
            .ifPresent(node ->
                problems.add(
                    node.problem(
                        "must not be on a status of HTTP, got: " + check.text(),
                        "Remove it: a call fails by itself unless its grpc-status is OK.")));
      }
    }
  }
}
