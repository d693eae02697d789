package dev.loadstone.core.plan.dsl;

/** A request to an MCP server. Immutable. */
public final class McpSpec extends RequestSpec<McpSpec> {
  McpSpec(Keys keys) {
    super(keys);
  }

  @Override
  McpSpec with(Keys others) {
    return new McpSpec(others);
  }

  /**
   * Returns the request in another version of the protocol.
   *
   * @param date for example {@code 2026-07-28}
   */
  public McpSpec protocolVersion(String date) {
    return with("protocolVersion", date);
  }

  /**
   * Returns the request as the call of a tool.
   *
   * @param arguments a map with values as of {@link #json}
   */
  public McpSpec call(String tool, Object arguments) {
    return with(keys().with("call", tool).with("arguments", arguments));
  }

  /** Returns the request as one for all tools. */
  public McpSpec listTools() {
    return with("list", "tools");
  }

  /**
   * Returns the request as one of any method.
   *
   * @param params a map with values as of {@link #json}
   */
  public McpSpec method(String method, Object params) {
    return with(keys().with("method", method).with("params", params));
  }

  /** Returns the request as one that is to be told of progress. */
  public McpSpec progress() {
    return with("progress", true);
  }
}
