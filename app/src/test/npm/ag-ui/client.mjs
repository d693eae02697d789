// Runs an agent with the official client and tells what it understood, as one line of JSON.
// node client.mjs <url of the agent> <media type to accept>
import { HttpAgent } from "@ag-ui/client";

const [url, accept] = process.argv.slice(2);

class Agent extends HttpAgent {
  requestInit(input) {
    const init = super.requestInit(input);
    return { ...init, headers: { ...init.headers, Accept: accept } };
  }
}

let contentType = "";
const agent = new Agent({
  url,
  threadId: "t",
  fetch: async (to, init) => {
    const response = await fetch(to, init);
    contentType = response.headers.get("content-type");
    return response;
  },
});

async function run(parameters) {
  const types = [];
  let outcome = null;
  await agent.runAgent(parameters, {
    onEvent: ({ event }) => {
      types.push(event.type);
      outcome = event.type === "RUN_FINISHED" ? event.outcome : outcome;
    },
  });
  return { types, outcome };
}

agent.messages = [{ id: "u1", role: "user", content: "Where is my order #4711?" }];
const runs = [await run({ runId: "r1" })];
const interrupts = runs[0].outcome?.interrupts ?? [];
if (interrupts.length > 0) {
  const resume = interrupts.map(({ id }) => ({ interruptId: id, status: "resolved" }));
  runs.push(await run({ runId: "r2", resume }));
}
const answer = agent.messages.filter(({ role, content }) => role === "assistant" && content).at(-1);
console.log(
  JSON.stringify({ contentType, runs, text: answer?.content ?? "", state: agent.state }),
);
