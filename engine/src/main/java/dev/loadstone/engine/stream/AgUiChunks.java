package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages and tool calls that come in chunks, without a start and an end of their own. The agent
 * and each of its subagents has one open at most. Not thread-safe; allocates only to grow, and for
 * what is wrong.
 *
 * <p><b>Source:</b> ag-ui 1.0.0, {@code client/src/chunks/transform.ts}.
 */
final class AgUiChunks {
  private final Messages messages;
  private final List<Lane> lanes = new ArrayList<>();
  private int size;

  /** Hears of messages' beginnings and ends. */
  interface Messages {
    /** One begins with this chunk; returns what is wrong with that, empty if nothing. */
    String opened(AgUiEvent kind, AgUiFrame event);

    /** One is over. */
    void closed(AgUiEvent kind, Bytes id);
  }

  /** What one agent has open. */
  private static final class Lane {
    private final Bytes owner = new Bytes();
    private final Bytes id = new Bytes();
    private AgUiEvent kind = AgUiEvent.TEXT_MESSAGE_CHUNK;
  }

  AgUiChunks(Messages messages) {
    this.messages = messages;
  }

  void clear() {
    size = 0;
  }

  /** Ends what an event of another kind ends. */
  void before(AgUiEvent type, AgUiFrame event) {
    if (type.leavesChunksOpen()) {
      return;
    }
    if (type.isOfWholeRun()) {
      while (size > 0) {
        close(lanes.get(size - 1));
      }
    } else {
      Lane lane = of(event.owner());
      if (lane != null) {
        close(lane);
      }
    }
  }

  private @Nullable Lane of(Bytes owner) {
    for (int i = 0; i < size; i++) {
      if (Ongoing.isText(lanes.get(i).owner, owner.array(), 0, owner.length())) {
        return lanes.get(i);
      }
    }
    return null;
  }

  private void close(Lane lane) {
    lanes.remove(lane);
    lanes.add(lane); // kept for the next one
    size--;
    messages.closed(lane.kind, lane.id);
  }

  /** Takes a chunk; returns what is wrong with it, empty if nothing. */
  String take(AgUiEvent kind, AgUiFrame event) {
    int member = kind == AgUiEvent.TOOL_CALL_CHUNK ? AgUiFrame.TOOL_CALL_ID : AgUiFrame.MESSAGE_ID;
    Lane holder = holding(kind, event, member);
    if (holder != null) {
      Bytes owner = event.owner();
      return owner.length() == 0 || holder == of(owner)
          ? ""
          : kind
              + " of "
              + AgUiFrame.text(owner)
              + " for "
              + holder.id.text()
              + ", which is of "
              + AgUiFrame.text(holder.owner);
    }
    if (!event.hasText(member) && event.owner().length() == 0 && several(kind)) {
      return kind + " that may belong to several subagents";
    }
    return open(kind, event, member);
  }

  /** Returns where the message is open that a chunk continues; null if it begins one. */
  private @Nullable Lane holding(AgUiEvent kind, AgUiFrame event, int member) {
    if (!event.hasText(member)) {
      Lane own = of(event.owner());
      boolean continues = own != null && own.kind == kind;
      return continues || event.owner().length() > 0 ? (continues ? own : null) : only(kind);
    }
    for (int i = 0; i < size; i++) {
      Lane lane = lanes.get(i);
      if (lane.kind == kind
          && Ongoing.isText(lane.id, event.source(), event.from(member), event.to(member))) {
        return lane;
      }
    }
    return null;
  }

  private @Nullable Lane only(AgUiEvent kind) {
    Lane found = null;
    for (int i = 0; i < size; i++) {
      if (lanes.get(i).kind == kind) {
        if (found != null) {
          return null;
        }
        found = lanes.get(i);
      }
    }
    return found;
  }

  private boolean several(AgUiEvent kind) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += lanes.get(i).kind == kind ? 1 : 0;
    }
    return count > 1;
  }

  private String open(AgUiEvent kind, AgUiFrame event, int member) {
    Lane before = of(event.owner());
    if (before != null) {
      close(before);
    }
    boolean call = kind == AgUiEvent.TOOL_CALL_CHUNK;
    if (!event.hasText(member) || (call && !event.hasText(AgUiFrame.TOOL_CALL_NAME))) {
      return "the first "
          + kind
          + " of its message has not "
          + (call ? "a toolCallId and a toolCallName" : "a messageId");
    }
    if (size == lanes.size()) {
      lanes.add(new Lane());
    }
    Lane lane = lanes.get(size++);
    lane.kind = kind;
    lane.owner.clear().append(event.owner());
    lane.id.clear().append(event.source(), event.from(member), event.to(member));
    return messages.opened(kind, event);
  }
}
