package dev.loadstone.engine.stream;

import dev.loadstone.core.plan.EventMapping;
import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes AG-UI's events of those of a server that has names of its own. Not thread-safe; allocates
 * only to grow.
 */
final class AgUiTranslation {
  private static final List<String> SAME = List.of();

  private final JsonScanner json = new JsonScanner();
  private final Optional<JsonScanner.Path> type;
  private final Words names;
  private final List<List<String>> types = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final Bytes name = new Bytes();
  private final Bytes event = new Bytes();

  /** Where a member of AG-UI's events stands in the server's. */
  private record Member(String name, JsonScanner.Path path) {}

  AgUiTranslation(EventMapping mapping) {
    type = mapping.type().map(JsonScanner.Path::new);
    List<String> all = mapping.types().keySet().stream().sorted().toList();
    names = new Words(all.toArray(String[]::new));
    for (String one : all) {
      types.add(mapping.types().getOrDefault(one, SAME));
    }
    for (String one : EventMapping.MEMBERS) {
      members.add(new Member(one, path(one, mapping.members())));
    }
  }

  private static JsonScanner.Path path(String member, Map<String, JsonPath> mapped) {
    JsonPath own = new JsonPath("$." + member, List.of(new JsonPath.Member(member)));
    return new JsonScanner.Path(mapped.getOrDefault(member, own));
  }

  /**
   * Reads the name of an event.
   *
   * @param framed what the framing says of it
   * @return whether it has one
   */
  boolean read(Bytes framed, byte[] data, int from, int to) {
    name.clear();
    if (type.isEmpty()) {
      name.append(framed);
    } else {
      var _ = json.find(data, from, to, type.get(), this::takeName);
    }
    return name.length() > 0;
  }

  private boolean takeName(byte[] source, int from, int to, boolean string) {
    if (string) {
      JsonScanner.unescape(source, from, to, name);
    }
    return true;
  }

  /** Returns the name that was read, as the server has it. */
  Bytes name() {
    return name;
  }

  /** Returns what the event is in AG-UI, in order; nothing if it has a name of AG-UI's own. */
  List<String> types() {
    int known = names.indexOf(name.array(), 0, name.length());
    return known == Words.UNKNOWN ? SAME : types.get(known);
  }

  /** Returns the event as AG-UI has it. */
  Bytes event(String of, byte[] data, int from, int to) {
    event.clear().append("{\"type\":\"").append(of).append("\"");
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      var _ =
          json.find(
              data,
              from,
              to,
              member.path(),
              (source, begin, end, string) -> put(member.name(), source, begin, end, string));
    }
    return event.append("}");
  }

  /** Values that AG-UI has as text are made text. */
  private boolean put(String member, byte[] source, int from, int to, boolean string) {
    event.append(",\"").append(member).append("\":");
    boolean asItIs = !string && (member.equals("usage") || member.equals("outcome"));
    if (asItIs || isNull(source, from, to, string)) {
      event.append(source, from, to);
      return true;
    }
    event.append((byte) '"');
    for (int i = from; i < to; i++) {
      if (!string && (source[i] == '"' || source[i] == '\\')) {
        event.append((byte) '\\');
      }
      event.append(source[i]);
    }
    event.append((byte) '"');
    return true;
  }

  private static boolean isNull(byte[] source, int from, int to, boolean string) {
    return !string && new String(source, from, to - from, StandardCharsets.UTF_8).equals("null");
  }
}
