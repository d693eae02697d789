package dev.loadstone.engine.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.GrpcStep;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.http.Origin;
import dev.loadstone.engine.stream.StreamOperation;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A call of a gRPC method, compiled for its plan. Immutable, shared by all loops. */
public final class GrpcOperation implements ActivityOperation {
  private final int number;
  private final GrpcStep step;
  private final GrpcMethod method;
  private final HttpOperation request;
  private final StreamOperation response;
  private final List<Message> messages = new ArrayList<>();

  /** A message to be sent: always the same bytes, or made anew for each call. */
  private sealed interface Message {}

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Fixed(byte[] bytes) implements Message {}

  private record Made(TextTemplate json, String place) implements Message {}

  private GrpcOperation(int number, GrpcStep step, GrpcMethod method, Plan plan, Names names) {
    this.number = number;
    this.step = step;
    this.method = method;
    request =
        GrpcCall.request(number, step, step.service(), step.method(), step.metadata(), plan, names);
    response = GrpcCall.response(step, looksInside(step) ? method : null, method.givesStream());
    for (int i = 0; i < step.messages().size(); i++) {
      messages.add(message(step.messages().get(i), place(step, i), method, names));
    }
  }

  /**
   * Compiles a step.
   *
   * @param number of the operation, for recorders
   * @param schemas where the definitions are
   * @throws IllegalArgumentException if there is no such method, or what is sent does not fit it
   */
  public static GrpcOperation of(
      int number, GrpcStep step, Plan plan, Names names, GrpcSchemas schemas) {
    return new GrpcOperation(number, step, method(step, schemas.of(step)), plan, names);
  }

  /**
   * Returns the method of a step, with which everything that is known of the step before the run
   * fits.
   *
   * @throws IllegalArgumentException saying what does not fit
   */
  static GrpcMethod method(GrpcStep step, FileDescriptor file) {
    GrpcMethod method = new GrpcMethod(find(step, file));
    if (!method.takesStream() && step.messages().size() != 1) {
      throw wrong(
          step,
          "messages must have one message, since the method takes no stream, got: "
              + step.messages().size()
              + ". Write message: {…}.");
    }
    if (!method.takesStream() && !step.interval().isZero()) {
      throw wrong(step, "interval must be left out, since the method takes no stream.");
    }
    MessageFit fit = new MessageFit(method.parser());
    for (int i = 0; i < step.messages().size(); i++) {
      try {
        fit.check(step.messages().get(i), method.requestType(), place(step, i));
      } catch (MisfitException misfit) {
        throw wrong(step, misfit.what());
      }
    }
    return method;
  }

  private static MethodDescriptor find(GrpcStep step, FileDescriptor file) {
    List<ServiceDescriptor> services = file.getServices();
    ServiceDescriptor service =
        services.stream()
            .filter(one -> one.getFullName().equals(step.service()))
            .findFirst()
            .orElseThrow(() -> {
              List<String> names = services.stream().map(ServiceDescriptor::getFullName).toList();
              return wrong(
                  step,
                  "must name a service of "
                      + file.getName()
                      + ", got: "
                      + step.service()
                      + ". "
                      + (names.isEmpty()
                          ? "It has none."
                          : Suggestions.fix(step.service(), names)));
            });
    MethodDescriptor method = service.findMethodByName(step.method());
    if (method == null) {
      List<String> names = service.getMethods().stream().map(MethodDescriptor::getName).toList();
      throw wrong(
          step,
          "must name a method of "
              + step.service()
              + ", got: "
              + step.method()
              + ". "
              + (names.isEmpty() ? "It has none." : Suggestions.fix(step.method(), names)));
    }
    return method;
  }

  static IllegalArgumentException wrong(GrpcStep step, String what) {
    return new IllegalArgumentException("step " + step.name() + ": " + what);
  }

  private static String place(GrpcStep step, int index) {
    return step.messages().size() == 1 ? "message" : "messages[" + index + "]";
  }

  private static boolean looksInside(GrpcStep step) {
    boolean checks = step.checks().stream().anyMatch(check -> !(check instanceof Check.Header));
    return checks
        || step.extractions().stream()
            .anyMatch(extraction ->
                extraction.source() instanceof Extraction.Json
                    || extraction.source() instanceof Extraction.Regex);
  }

  private Message message(Template json, String place, GrpcMethod to, Names names) {
    TextTemplate template = TextTemplate.of(json, names);
    if (!json.isLiteral()) {
      return new Made(template, place);
    }
    Bytes encoded = new Bytes();
    try {
      to.encode(json.outline(), place, step.compress(), encoded);
    } catch (MisfitException misfit) {
      throw wrong(step, misfit.what());
    }
    return new Fixed(Arrays.copyOf(encoded.array(), encoded.length()));
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public GrpcStep step() {
    return step;
  }

  @Override
  public List<Integer> feeders() {
    List<Integer> feeders = new ArrayList<>(request.feeders());
    for (Message message : messages) {
      if (message instanceof Made made) {
        feeders.addAll(made.json.feeders());
      }
    }
    return feeders;
  }

  /** Returns where the target is. */
  public Origin origin() {
    return request.origin();
  }

  /** All calls of a user share its exchange, and with it a connection of its own. */
  @Override
  public Object owner() {
    return GrpcOperation.class;
  }

  @Override
  public Activity newActivity(
      ActivityContext context, UserValues values, Activity.Listener listener) {
    return new GrpcActivity(context, values, listener);
  }

  HttpOperation request() {
    return request;
  }

  StreamOperation response() {
    return response;
  }

  /** Returns how many messages are sent. */
  int messages() {
    return messages.size();
  }

  /** Returns how long after one message the next is due. */
  long intervalNanos() {
    return step.interval().toNanos();
  }

  /**
   * Appends a message with its prefix.
   *
   * @param index which, from 0
   * @param scratch is used for its text
   * @throws MisfitException if what the plan's expressions gave does not fit the type
   */
  void append(int index, UserValues values, Names names, Bytes scratch, Bytes out)
      throws MisfitException {
    switch (messages.get(index)) {
      case Fixed fixed -> out.append(fixed.bytes);
      case Made made -> {
        int missing = made.json.write(values, scratch.clear());
        if (missing != TextTemplate.COMPLETE) {
          throw new MisfitException("no value for " + names.slotName(missing));
        }
        method.encode(scratch.text(), made.place, step.compress(), out);
      }
    }
  }
}
