package dev.loadstone.testbed.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tasks that an agent remembers: the last so many. Thread-safe. */
final class AgentTasks {
  /** How many are remembered. */
  static final int KEPT_MAX = 100_000;

  private final Map<String, AgentTask> tasks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AgentTask> eldest) {
          return size() > KEPT_MAX;
        }
      };
  private long created;

  /**
   * Creates a task.
   *
   * @param context the conversation that it belongs to; empty for a new one
   */
  synchronized AgentTask create(String context) {
    long number = created++;
    AgentTask task =
        new AgentTask("task-" + number, context.isEmpty() ? "context-" + number : context);
    tasks.put(task.id(), task);
    return task;
  }

  /** Returns a task that is remembered. */
  synchronized Optional<AgentTask> find(String id) {
    return Optional.ofNullable(tasks.get(id));
  }
}
