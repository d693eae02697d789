package dev.loadstone.monitor.otlp;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;

/** Plans for tests. */
final class Plans {
  /** Calls of models and agents, at one place. */
  static final Plan CALLS =
      new PlanReader()
          .read(
              "plan.yaml",
              """
              name: calls
              target: https://models.example:8443/base
              load: {phases: [{rate: 1/s, for: 1s}]}
              steps:
                - {name: chat, openai: /v1/chat/completions, json: {model: gpt-4o-mini, stream: true}}
                - {name: responses, openai: /v1/responses, api: responses, json: {model: gpt-5, stream: true}}
                - {name: whole, openai: /v1/chat/completions, json: {model: "m-${user.id}"}}
                - repeat:
                    times: 2
                    steps:
                    - {name: messages, anthropic: /v1/messages, json: {model: claude, stream: true}}
                - {name: agent, agui: /agent, json: {threadId: t, runId: r}}
                - {name: plain, http: GET /plain}
              """,
              ReadOptions.NONE);

  private Plans() {}
}
