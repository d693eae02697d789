package dev.loadstone.engine.websocket;

import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.WebSocketStep;
import dev.loadstone.core.plan.WebSocketStep.Message;
import dev.loadstone.core.plan.WebSocketStep.Receive;
import dev.loadstone.core.plan.WebSocketStep.Reply;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step on a WebSocket, compiled for its plan. Immutable, shared by all loops. */
public final class WebSocketOperation implements ActivityOperation {
  /** What a limit is when there is none. */
  static final long NONE = Long.MAX_VALUE;

  private final WebSocketStep step;
  private final HttpOperation opening;
  private final Names names;
  private final @Nullable TextTemplate text;
  private final byte[] binary;
  private final JsonScanner.@Nullable Path requestId;
  private final JsonScanner.@Nullable Path replyId;
  private final JsonScanner.@Nullable Path timestamp;
  private final MessageJudge judge;
  private final Key key;
  private final long totalNanos;
  private final long idleNanos;
  private final long listenNanos;
  private final long messages;

  /** What a user keeps for several steps: one of its connections to a target. */
  private record Key(String on, String connection) {}

  private WebSocketOperation(int number, WebSocketStep step, Plan plan, Names names) {
    this.step = step;
    this.names = names;
    opening = HttpOperation.of(number, opening(step), plan, names);
    judge = new MessageJudge(step, names);
    key = new Key(step.on(), step.connection());
    Message message = step.message().orElse(null);
    text = message instanceof Message.Text words ? TextTemplate.of(words.text(), names) : null;
    binary = message instanceof Message.Binary bytes ? bytes.bytes() : new byte[0];
    Reply.ById byId = step.reply().orElse(null) instanceof Reply.ById ids ? ids : null;
    requestId = byId == null ? null : new JsonScanner.Path(byId.request());
    replyId = byId == null ? null : new JsonScanner.Path(byId.reply());
    timestamp = step.timestamp().map(stamp -> new JsonScanner.Path(stamp.path())).orElse(null);
    totalNanos = step.timeouts().total().toNanos();
    idleNanos = step.timeouts().idle().toNanos();
    listenNanos = step.receive().flatMap(Receive::time).map(time -> time.toNanos()).orElse(NONE);
    messages = step.receive().map(Receive::messages).orElse(0L);
  }

  /** Compiles a step. */
  public static WebSocketOperation of(int number, WebSocketStep step, Plan plan, Names names) {
    return new WebSocketOperation(number, step, plan, names);
  }

  private static Step.Http opening(WebSocketStep step) {
    Step.Http plain =
        new Step.Http(
            step.name(),
            step.on(),
            "GET",
            step.url(),
            step.headers(),
            new Body.None(),
            step.timeouts(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            step.continueOnFailure());
    return Handshake.request(plain, step.subprotocols());
  }

  @Override
  public int number() {
    return opening.number();
  }

  @Override
  public WebSocketStep step() {
    return step;
  }

  @Override
  public List<Integer> feeders() {
    List<Integer> feeders = new ArrayList<>(opening.feeders());
    if (text != null) {
      feeders.addAll(text.feeders());
    }
    return feeders;
  }

  @Override
  public Object owner() {
    return key;
  }

  @Override
  public Activity newActivity(
      ActivityContext context, UserValues values, Activity.Listener listener) {
    return new WebSocketActivity(context, values, listener);
  }

  /** Returns the request that opens the connection. */
  public HttpOperation opening() {
    return opening;
  }

  /** Returns whether a message is sent. */
  boolean sends() {
    return step.message().isPresent();
  }

  /** Returns whether it is text. */
  boolean isText() {
    return text != null;
  }

  /**
   * Writes the message.
   *
   * @return {@link TextTemplate#COMPLETE}, or the slot that has no value
   */
  int writeMessage(UserValues values, Bytes out) {
    if (text != null) {
      return text.write(values, out);
    }
    out.append(binary);
    return TextTemplate.COMPLETE;
  }

  String slotName(int slot) {
    return names.slotName(slot);
  }

  /** Returns whether replies are awaited. */
  boolean awaitsReplies() {
    return step.reply().isPresent();
  }

  /** Returns where the id of a message stands; null if replies come by order or not at all. */
  JsonScanner.@Nullable Path requestId() {
    return requestId;
  }

  /** Returns where the id of a reply stands; null if replies come by order or not at all. */
  JsonScanner.@Nullable Path replyId() {
    return replyId;
  }

  /** Returns where a message says when it was made; null if it does not. */
  JsonScanner.@Nullable Path timestamp() {
    return timestamp;
  }

  MessageJudge judge() {
    return judge;
  }

  long totalNanos() {
    return totalNanos;
  }

  long idleNanos() {
    return idleNanos;
  }

  /** Returns how long messages are awaited; {@link #NONE} for no such limit. */
  long listenNanos() {
    return listenNanos;
  }

  /** Returns how many messages are awaited; 0 for no such limit. */
  long messages() {
    return messages;
  }
}
