package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of AG-UI's events in protobuf the same events in JSON, so that both are looked at in the
 * same way. Members are written in the order of their numbers; those that hold whole conversations
 * ({@code messages}, {@code input}, {@code contentParts}, {@code rawEvent}, {@code metadata}) are
 * left out. Not thread-safe; allocates to go down into values, and for fractions.
 *
 * <p><b>Source:</b> ag-ui 1.0.0, {@code proto/src/generated/events.ts}, {@code types.ts}, {@code
 * patch.ts} and {@code google/protobuf/struct.ts}.
 */
final class AgUiProtobuf {
  private static final int DEPTH_MAX = 100;
  private static final String[] PATCH_OPERATIONS = {
    "add", "remove", "replace", "move", "copy", "test"
  };
  private static final Shape PATCH = Shape.of("1!op 2path 3from 4%value");
  private static final Shape INTERRUPT =
      Shape.of(
          "1id 2reason 3message 4toolCallId 5%responseSchema 6expiresAt 7%metadata 8subagentRunId");
  private static final Shape USAGE =
      Shape.of(
          "1provider 2model 3#inputTokens 4#outputTokens 5#totalTokens 6#reasoningTokens"
              + " 7#cachedInputTokens 8#cacheWriteInputTokens");

  /** The events by the number of their field in the message of all events. */
  private static final Map<Integer, Shape> EVENTS = new HashMap<>();

  static {
    event(1, "TEXT_MESSAGE_START", "2messageId 3role 4name 5subagentRunId");
    event(2, "TEXT_MESSAGE_CONTENT", "2messageId 3delta 4subagentRunId");
    event(3, "TEXT_MESSAGE_END", "2messageId 3subagentRunId");
    event(4, "TOOL_CALL_START", "2toolCallId 3toolCallName 4parentMessageId 5subagentRunId");
    event(5, "TOOL_CALL_ARGS", "2toolCallId 3delta 4subagentRunId");
    event(6, "TOOL_CALL_END", "2toolCallId 3subagentRunId");
    event(7, "STATE_SNAPSHOT", "2%snapshot 3subagentRunId");
    event(8, "STATE_DELTA", "2*delta 3subagentRunId");
    event(9, "MESSAGES_SNAPSHOT", "");
    event(10, "RAW", "2%event 3source 4subagentRunId");
    event(11, "CUSTOM", "2name 3%value 4subagentRunId");
    event(12, "RUN_STARTED", "2threadId 3runId 4parentRunId 6protocolVersion");
    event(13, "RUN_FINISHED", "2threadId 3runId 4%result 5^outcome 7$usage");
    event(14, "RUN_ERROR", "2code 3message 4$usage");
    event(15, "STEP_STARTED", "2stepName 3subagentRunId");
    event(16, "STEP_FINISHED", "2stepName 3subagentRunId");
    event(17, "TEXT_MESSAGE_CHUNK", "2messageId 3role 4delta 5name 6subagentRunId");
    event(
        18, "TOOL_CALL_CHUNK", "2toolCallId 3toolCallName 4parentMessageId 5delta 6subagentRunId");
    event(
        19,
        "SUBAGENT_STARTED",
        "2subagentRunId 3name 4description 5parentSubagentRunId 6parentToolCallId 7parentMessageId");
    event(20, "SUBAGENT_FINISHED", "2subagentRunId 3%result");
    event(21, "SUBAGENT_ERROR", "2subagentRunId 3message 4code");
    event(22, "TOOL_CALL_RESULT", "2subagentRunId 3messageId 4toolCallId 5content 6role");
    event(23, "ACTIVITY_SNAPSHOT", "2subagentRunId 3messageId 4activityType 5&content 6?replace");
    event(24, "ACTIVITY_DELTA", "2subagentRunId 3messageId 4activityType 5*patch");
    event(25, "REASONING_START", "2subagentRunId 3messageId");
    event(26, "REASONING_MESSAGE_START", "2subagentRunId 3messageId 4role");
    event(27, "REASONING_MESSAGE_CONTENT", "2subagentRunId 3messageId 4delta");
    event(28, "REASONING_MESSAGE_END", "2subagentRunId 3messageId");
    event(29, "REASONING_MESSAGE_CHUNK", "2subagentRunId 3messageId 4delta");
    event(30, "REASONING_END", "2subagentRunId 3messageId");
    event(31, "REASONING_ENCRYPTED_VALUE", "2subagentRunId 3subtype 4entityId 5encryptedValue");
  }

  private final ProtobufCursor outer = new ProtobufCursor();
  private final ProtobufCursor inner = new ProtobufCursor();

  /**
   * A member of a message.
   *
   * @param kind a letter for text; # for a whole number, ? for a truth, ! for the operation of a
   *     patch, % for a value and &amp; for an object of JSON, * for a list of patches, $ for one of
   *     usages, ^ for the outcome of a run with its interrupts
   */
  private record Member(int field, char kind, String name) {}

  /** A message. */
  private record Shape(String type, List<Member> members) {
    static Shape of(String members) {
      return of("", members);
    }

    static Shape of(String type, String members) {
      List<Member> all = new ArrayList<>();
      for (String word : members.isEmpty() ? new String[0] : members.split(" ", -1)) {
        char kind = word.charAt(1);
        boolean text = Character.isLetter(kind);
        all.add(new Member(word.charAt(0) - '0', text ? 'a' : kind, word.substring(text ? 1 : 2)));
      }
      return new Shape(type, List.copyOf(all));
    }
  }

  private static void event(int field, String type, String members) {
    EVENTS.put(field, Shape.of(type, members));
  }

  /**
   * Writes an event as JSON. One of a kind that is not known has the type {@code EVENT_n}, n being
   * its field.
   *
   * @return whether it could be read
   */
  boolean toJson(byte[] data, int from, int to, Bytes out) {
    out.clear();
    if (!outer.of(data, from, to).next()) {
      return false;
    }
    int arm = outer.field();
    Shape shape = EVENTS.get(arm);
    if (shape == null) {
      out.append("{\"type\":\"EVENT_").appendNumber(arm).append("\"}");
      return !outer.isBroken();
    }
    out.append("{\"type\":\"").append(shape.type()).append("\"");
    boolean well = members(shape, data, outer.from(), outer.to(), out);
    out.append("}");
    return well;
  }

  private boolean members(Shape shape, byte[] data, int from, int to, Bytes out) {
    List<Member> members = shape.members();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      boolean well =
          switch (member.kind()) {
            case '*' -> list(member, PATCH, data, from, to, out);
            case '$' -> list(member, USAGE, data, from, to, out);
            case '^' -> outcome(data, from, to, out);
            default -> single(member, data, from, to, out);
          };
      if (!well) {
        return false;
      }
    }
    return true;
  }

  private boolean single(Member member, byte[] data, int from, int to, Bytes out) {
    inner.of(data, from, to);
    boolean found = false;
    long number = 0;
    int begin = 0;
    int end = 0;
    while (inner.next()) {
      if (inner.field() == member.field()) {
        found = true;
        number = inner.number();
        begin = inner.from();
        end = inner.to();
      }
    }
    if (inner.isBroken()) {
      return false;
    }
    if (!found && member.kind() != '!') {
      return true;
    }
    name(member.name(), out);
    return switch (member.kind()) {
      case '#' -> whole(number, out);
      case '?' -> raw(number != 0 ? "true" : "false", out);
      case '!' -> operation(number, out);
      case '%' -> value(data, begin, end, 0, out);
      case '&' -> object(data, begin, end, 0, out);
      default -> text(data, begin, end, out);
    };
  }

  private static boolean raw(String text, Bytes out) {
    out.append(text);
    return true;
  }

  private static boolean whole(long number, Bytes out) {
    out.append(Long.toString(number));
    return true;
  }

  private static boolean operation(long number, Bytes out) {
    boolean known = number >= 0 && number < PATCH_OPERATIONS.length;
    return raw("\"" + (known ? PATCH_OPERATIONS[(int) number] : "") + "\"", out);
  }

  private boolean list(Member member, Shape shape, byte[] data, int from, int to, Bytes out) {
    ProtobufCursor items = new ProtobufCursor().of(data, from, to);
    int count = 0;
    while (items.next()) {
      if (items.field() != member.field()) {
        continue;
      }
      if (count++ == 0) {
        name(member.name(), out);
        out.append("[");
      } else {
        out.append(",");
      }
      int begin = out.length();
      if (!members(shape, data, items.from(), items.to(), out)) {
        return false;
      }
      openAt(begin, out);
      out.append("}");
    }
    if (count > 0) {
      out.append("]");
    }
    return !items.isBroken();
  }

  /** Members write a comma before them; the first of an object has the opening brace there. */
  private static void openAt(int begin, Bytes out) {
    if (out.length() == begin) {
      out.append("{");
    } else {
      out.array()[begin] = '{';
    }
  }

  private boolean outcome(byte[] data, int from, int to, Bytes out) {
    ProtobufCursor fields = new ProtobufCursor().of(data, from, to);
    int begin = 0;
    int end = 0;
    while (fields.next()) {
      if (fields.field() == 5) {
        begin = fields.from();
        end = fields.to();
      }
    }
    if (begin == end) {
      return !fields.isBroken();
    }
    name("outcome", out);
    out.append("{\"type\":");
    text(data, begin, end, out);
    boolean well = list(new Member(6, '*', "interrupts"), INTERRUPT, data, from, to, out);
    out.append("}");
    return well && !fields.isBroken();
  }

  private static void name(String name, Bytes out) {
    out.append(",\"").append(name).append("\":");
  }

  private static boolean text(byte[] data, int from, int to, Bytes out) {
    out.append((byte) '"');
    for (int i = from; i < to; i++) {
      byte b = data[i];
      if (b == '"' || b == '\\') {
        out.append((byte) '\\').append(b);
      } else if (b >= 0 && b < ' ') {
        out.append(String.format("\\u%04x", (int) b));
      } else {
        out.append(b);
      }
    }
    out.append((byte) '"');
    return true;
  }

  private static boolean value(byte[] data, int from, int to, int depth, Bytes out) {
    ProtobufCursor value = new ProtobufCursor().of(data, from, to);
    if (depth > DEPTH_MAX || !value.next()) {
      return raw("null", out) && depth <= DEPTH_MAX && !value.isBroken();
    }
    return switch (value.field()) {
      case 2 -> real(Double.longBitsToDouble(value.number()), out);
      case 3 -> text(data, value.from(), value.to(), out);
      case 4 -> raw(value.number() != 0 ? "true" : "false", out);
      case 5 -> object(data, value.from(), value.to(), depth, out);
      case 6 -> items(data, value.from(), value.to(), depth, out);
      default -> raw("null", out);
    };
  }

  private static boolean real(double number, Bytes out) {
    boolean whole = Math.rint(number) == number && Math.abs(number) < 1e15;
    return raw(whole ? Long.toString((long) number) : Double.toString(number), out);
  }

  private static boolean object(byte[] data, int from, int to, int depth, Bytes out) {
    ProtobufCursor entries = new ProtobufCursor().of(data, from, to);
    String before = "{";
    while (entries.next()) {
      ProtobufCursor entry = new ProtobufCursor().of(data, entries.from(), entries.to());
      int[] key = new int[2];
      int[] content = new int[2];
      while (entry.next()) {
        int[] span = entry.field() == 1 ? key : content;
        span[0] = entry.from();
        span[1] = entry.to();
      }
      out.append(before);
      text(data, key[0], key[1], out);
      out.append(":");
      if (entry.isBroken() || !value(data, content[0], content[1], depth + 1, out)) {
        return false;
      }
      before = ",";
    }
    return raw(before.equals("{") ? "{}" : "}", out) && !entries.isBroken();
  }

  private static boolean items(byte[] data, int from, int to, int depth, Bytes out) {
    ProtobufCursor items = new ProtobufCursor().of(data, from, to);
    String before = "[";
    while (items.next()) {
      out.append(before);
      if (!value(data, items.from(), items.to(), depth + 1, out)) {
        return false;
      }
      before = ",";
    }
    return raw(before.equals("[") ? "[]" : "]", out) && !items.isBroken();
  }

  /** Returns the names of all types, in the order of their fields. */
  static List<String> types() {
    List<String> types = new ArrayList<>();
    for (int field = 1; field <= EVENTS.size(); field++) {
      types.add(EVENTS.getOrDefault(field, PATCH).type());
    }
    return types;
  }
}
