// An agent whose events the official encoder writes, in the form that is asked for: every type of
// AG-UI 1.0 but RUN_ERROR, in an order that the official client accepts. Tells its port, and ends with its input.
import { createServer } from "node:http";
import { EventEncoder } from "@ag-ui/encoder";

const EVENTS = [
  { type: "RUN_STARTED", threadId: "t", runId: "r", protocolVersion: "1.0" },
  { type: "MESSAGES_SNAPSHOT", messages: [{ id: "u1", role: "user", content: "hi" }] },
  { type: "STATE_SNAPSHOT", snapshot: { order: 4711, tags: ["a", "ü\n"], open: true, none: null } },
  { type: "STEP_STARTED", stepName: "plan" },
  { type: "REASONING_START", messageId: "r1" },
  { type: "REASONING_MESSAGE_START", messageId: "r2", role: "reasoning" },
  { type: "REASONING_MESSAGE_CONTENT", messageId: "r2", delta: "hm" },
  { type: "REASONING_MESSAGE_END", messageId: "r2" },
  { type: "REASONING_END", messageId: "r1" },
  { type: "REASONING_MESSAGE_CHUNK", messageId: "r3", delta: "aha" },
  { type: "REASONING_ENCRYPTED_VALUE", subtype: "message", entityId: "r3", encryptedValue: "x" },
  { type: "TOOL_CALL_START", toolCallId: "c1", toolCallName: "lookup" },
  { type: "TOOL_CALL_ARGS", toolCallId: "c1", delta: '{"order":' },
  { type: "TOOL_CALL_ARGS", toolCallId: "c1", delta: "4711}" },
  { type: "TOOL_CALL_END", toolCallId: "c1" },
  { type: "TOOL_CALL_RESULT", messageId: "t1", toolCallId: "c1", content: "found" },
  { type: "TOOL_CALL_CHUNK", toolCallId: "c2", toolCallName: "refund", delta: "{}" },
  { type: "STATE_DELTA", delta: [{ op: "replace", path: "/order", value: 4712 }] },
  { type: "TOOL_CALL_RESULT", messageId: "t2", toolCallId: "c2", content: "done" },
  { type: "SUBAGENT_STARTED", subagentRunId: "s1", name: "helper" },
  { type: "STEP_STARTED", stepName: "plan", subagentRunId: "s1" },
  { type: "STEP_FINISHED", stepName: "plan", subagentRunId: "s1" },
  { type: "SUBAGENT_FINISHED", subagentRunId: "s1", outcome: { type: "success" } },
  { type: "SUBAGENT_STARTED", subagentRunId: "s2", name: "helper" },
  { type: "SUBAGENT_ERROR", subagentRunId: "s2", message: "gave up" },
  { type: "ACTIVITY_SNAPSHOT", messageId: "a1", activityType: "plan", content: { step: 1 } },
  { type: "ACTIVITY_DELTA", messageId: "a1", activityType: "plan", patch: [{ op: "add", path: "/b", value: 2 }] },
  { type: "TEXT_MESSAGE_CHUNK", messageId: "m0", role: "assistant", delta: "One " },
  { type: "RAW", event: { provider: "x" } },
  { type: "TEXT_MESSAGE_CHUNK", messageId: "m0", delta: "moment." },
  { type: "TEXT_MESSAGE_START", messageId: "m1", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: 'Order "4711" ' },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "is on its way." },
  { type: "TEXT_MESSAGE_END", messageId: "m1" },
  { type: "CUSTOM", name: "progress", value: { done: 1.5 } },
  { type: "STEP_FINISHED", stepName: "plan" },
  {
    type: "RUN_FINISHED",
    threadId: "t",
    runId: "r",
    outcome: {
      type: "interrupt",
      interrupts: [{ id: "i1", reason: "tool_call", toolCallId: "c2", message: "May I?" }],
    },
    usage: [{ provider: "node", model: "none", inputTokens: 9, outputTokens: 9 }],
  },
];

const server = createServer(async (request, response) => {
  for await (const _ of request); // the input does not matter
  const encoder = new EventEncoder({ accept: request.headers.accept });
  response.writeHead(200, { "Content-Type": encoder.getContentType() });
  for (const event of EVENTS) {
    response.write(encoder.encodeBinary(event));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  response.end();
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
