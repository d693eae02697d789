package dev.loadstone.connectors.redis;

import dev.loadstone.connectors.broker.MessageTimes;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.step.StepCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts what replies tell: hits and misses of commands that read values, and the entries of
 * streams with their latency.
 *
 * <p><b>Source:</b> Redis command reference; an entry's id begins with the server's time in
 * milliseconds (XADD).
 */
final class ReplyCounts {
  private static final Set<String> READS =
      Set.of("GET", "GETEX", "GETDEL", "GETRANGE", "HGET", "MGET", "HMGET", "LINDEX", "ZSCORE");
  private static final Set<String> STREAM_READS = Set.of("XREAD", "XREADGROUP");
  private static final Pattern ENTRY_ID = Pattern.compile("(\\d{1,15})-\\d+");

  private ReplyCounts() {}

  /** Returns whether the texts in replies to a command are looked at. */
  static boolean readsTexts(String name) {
    return STREAM_READS.contains(name);
  }

  /**
   * Counts the replies to a command.
   *
   * @param name of the command, in capitals
   */
  static void count(String name, List<@Nullable Object> replies, StepCall call) {
    if (READS.contains(name)) {
      long found = 0;
      long asked = 0;
      for (Object reply : replies) {
        if (reply instanceof List<?> values) {
          asked += values.size();
          for (Object value : values) {
            found += value == null ? 0 : 1;
          }
        } else {
          asked++;
          found += reply == null ? 0 : 1;
        }
      }
      call.count(CounterKey.CACHE_HITS, found);
      call.count(CounterKey.CACHE_MISSES, asked - found);
    } else if (STREAM_READS.contains(name)) {
      Instant now = Instant.now();
      replies.forEach(reply -> entries(reply, now, call));
    }
  }

  /** Finds entries, each a list of an id and its fields, at any depth. */
  private static void entries(@Nullable Object reply, Instant now, StepCall call) {
    if (reply instanceof Map<?, ?> map) {
      map.values().forEach(value -> entries(value, now, call));
    } else if (reply instanceof List<?> list) {
      Matcher id =
          ENTRY_ID.matcher(!list.isEmpty() && list.getFirst() instanceof String text ? text : "");
      if (list.size() == 2 && id.matches()) {
        entry(Instant.ofEpochMilli(Long.parseLong(id.group(1))), now, call);
      } else {
        list.forEach(item -> entries(item, now, call));
      }
    }
  }

  private static void entry(Instant made, Instant now, StepCall call) {
    call.count(CounterKey.MESSAGES_RECEIVED, 1);
    MessageTimes.record(made, now, call);
  }
}
