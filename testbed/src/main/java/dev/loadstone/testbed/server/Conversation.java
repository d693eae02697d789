package dev.loadstone.testbed.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said on a WebSocket. */
enum Conversation {
  /** Each message comes back as it is. */
  ECHO,
  /** Messages are pushed that tell when they were made; none is replied to. */
  TICKER,
  /** A user's message has an agent's response. */
  CHAT;

  private static final Pattern CONTENT =
      Pattern.compile("\"content\"\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*\")");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\"[^\"]*\"|\\d+)");

  /**
   * Returns the reply to a message.
   *
   * @param message of a chat: a JSON object with {@code content}, and with {@code id} if the reply
   *     is to have it
   */
  String reply(String message) {
    if (this != CHAT) {
      return message;
    }
    Matcher id = ID.matcher(message);
    Matcher content = CONTENT.matcher(message);
    return "{\"type\":\"agent_response\""
        + (id.find() ? ",\"id\":" + id.group(1) : "")
        + ",\"agent\":\"agent-support\",\"content\":\"I am looking into it.\",\"in_reply_to\":"
        + (content.find() ? content.group(1) : "null")
        + "}";
  }
}
