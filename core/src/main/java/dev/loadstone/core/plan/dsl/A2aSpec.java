package dev.loadstone.core.plan.dsl;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A message to an agent that speaks A2A, and the task that becomes of it. Immutable. */
public final class A2aSpec extends StepSpec {
  private final Keys keys;

  A2aSpec(Keys keys) {
    this.keys = keys;
  }

  private A2aSpec with(String key, Object value) {
    return new A2aSpec(keys.with(key, value));
  }

  /** Returns the step with a name, its {@code step} tag. */
  public A2aSpec name(String name) {
    return with("name", name);
  }

  /** Returns the step for one of several targets. */
  public A2aSpec on(String target) {
    return with("on", target);
  }

  /** Returns the step with one more header of its requests. */
  public A2aSpec header(String name, String value) {
    return new A2aSpec(keys.putting("headers", name, value));
  }

  /**
   * Returns the step in a version of the protocol.
   *
   * @param version {@code 1.0} or {@code 0.3}
   */
  public A2aSpec version(String version) {
    return with("version", version);
  }

  /** Returns the step by HTTP and JSON instead of JSON-RPC. */
  public A2aSpec rest() {
    return with("binding", "rest");
  }

  /** Returns the step with the reply awaited that comes when the agent has done. */
  public A2aSpec send() {
    return with("mode", "send");
  }

  /**
   * Returns the step with the task asked for again and again.
   *
   * @param every from the reply to one question to the next question
   */
  public A2aSpec poll(Duration every) {
    return new A2aSpec(keys.with("mode", "poll").with("pollEvery", Keys.text(every)));
  }

  /** Returns the step with a message of one text. */
  public A2aSpec text(String text) {
    return message("text", text);
  }

  /**
   * Returns the step with a message of parts as the protocol writes them.
   *
   * @param parts each a map, as {@link RequestSpec#json} takes them
   */
  public A2aSpec parts(List<?> parts) {
    return message("parts", parts);
  }

  /** Returns the step with its message in a conversation. */
  public A2aSpec context(String contextId) {
    return message("contextId", contextId);
  }

  /** Returns the step with its message as an answer to a task that waits for one. */
  public A2aSpec task(String taskId) {
    return message("taskId", taskId);
  }

  /** Returns the step with metadata of its message, as {@link RequestSpec#json} takes them. */
  public A2aSpec metadata(Map<String, ?> metadata) {
    return message("metadata", metadata);
  }

  private A2aSpec message(String key, Object value) {
    return new A2aSpec(keys.putting("message", key, value));
  }

  /** Returns the step with its task cancelled so long after its actual start. */
  public A2aSpec cancelAfter(Duration time) {
    return with("cancelAfter", Keys.NONE.with("time", Keys.text(time)).values());
  }

  /** Returns the step with the gap between events beyond which it is counted as a stall. */
  public A2aSpec stall(Duration gap) {
    return with("stall", Keys.text(gap));
  }

  /** Returns the step as one whose artifact may come all at once. */
  public A2aSpec acceptBuffered() {
    return with("buffered", "accept");
  }

  /** Returns the step with another limit for the whole operation. */
  public A2aSpec timeout(Duration total) {
    return with("timeout", Keys.text(total));
  }

  /**
   * Returns the step with a value of the task kept.
   *
   * @param fact {@code task-id}, {@code context-id} or {@code state}
   */
  public A2aSpec extract(String variable, String fact) {
    return new A2aSpec(keys.putting("extract", variable, fact));
  }

  /** Returns the step with the response time within which it counts as goodput. */
  public A2aSpec slo(Duration responseTime) {
    return with("slo", Keys.text(responseTime));
  }

  /** Returns the step as one whose failure does not end the iteration. */
  public A2aSpec continueOnFailure() {
    return with("onFailure", "continue");
  }

  @Override
  Map<String, Object> values() {
    return keys.values();
  }
}
