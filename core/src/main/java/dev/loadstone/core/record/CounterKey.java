package dev.loadstone.core.record;

/**
 * What a counter counts.
 *
 * @param name one of the constants here
 * @param tags which part of it
 */
public record CounterKey(String name, Tags tags) {
  /** Ended operations, by scenario, step, phase and outcome, failed ones also by error. */
  public static final String OPERATIONS = "operations";

  /** Ended iterations, by scenario, phase and outcome. */
  public static final String ITERATIONS = "iterations";

  /** Iterations that an open workload intended, by scenario and phase. */
  public static final String OFFERED = "offered";

  /** Iterations that were started, by scenario and phase. */
  public static final String STARTED = "started";

  /** Iterations that were intended but never started, by scenario, phase and reason. */
  public static final String DROPPED = "dropped";

  /** Checks made, by scenario, step, phase and outcome (passed or failed). */
  public static final String CHECKS = "checks";

  /**
   * Operations with a service-level objective, by scenario, step, phase and outcome (met or
   * missed).
   */
  public static final String OBJECTIVES = "objectives";

  /** Bytes of requests, by scenario, step and phase. */
  public static final String BYTES_SENT = "bytes_sent";

  /** Bytes of responses, by scenario, step and phase. */
  public static final String BYTES_RECEIVED = "bytes_received";

  /** Frames of streams, by scenario, step, phase and event: the type of the frame. */
  public static final String EVENTS = "events";

  /** Bytes of the frames' data, by scenario, step, phase and event. */
  public static final String EVENT_BYTES = "event_bytes";

  /**
   * Tokens that models made for answers, by scenario, step, phase and source: {@code usage} as the
   * target counts them, {@code chunks} one for each frame that carries some, else the name of the
   * tokenizer.
   */
  public static final String TOKENS = "tokens";

  /**
   * Tokens of prompts as targets count them, those of a cache among them, by scenario, step and
   * phase.
   */
  public static final String INPUT_TOKENS = "input_tokens";

  /** Tokens of prompts that were read from a cache, by scenario, step and phase. */
  public static final String CACHED_INPUT_TOKENS = "cached_input_tokens";

  /** Tokens of prompts that were written to a cache, by scenario, step and phase. */
  public static final String CACHE_WRITE_TOKENS = "cache_write_tokens";

  /** Tokens of reasoning as targets count them, by scenario, step and phase. */
  public static final String REASONING_TOKENS = "reasoning_tokens";

  /**
   * Prompts and answers of which targets tell how many tokens they have, by scenario, step, phase,
   * token_type (input or output) and tokens_max: the class of {@link TokenSizes}.
   */
  public static final String TOKEN_USAGES = "token_usages";

  /**
   * How many tokens were counted here of answers of which the target says how many they have, by
   * scenario, step, phase and source.
   */
  public static final String TOKEN_ESTIMATES = "token_estimates";

  /** How many tokens these answers have as the target counts them, by scenario, step and phase. */
  public static final String ESTIMATED_TOKENS = "estimated_tokens";

  /**
   * What tokens cost, in trillionths of a unit of the currency, by scenario, step, phase and
   * currency.
   */
  public static final String COST = "cost";

  /** How many of {@link #COST} make one unit of the currency. */
  public static final long COST_UNIT = 1_000_000_000_000L;

  /** Operations that are in {@link #COST}, by scenario, step and phase. */
  public static final String PRICED_OPERATIONS = "priced_operations";

  /** Tokens of their answers, by scenario, step and phase. */
  public static final String PRICED_TOKENS = "priced_tokens";

  /**
   * Operations that have a price, but of which the target did not say how many tokens they took, so
   * that they are not in {@link #COST}; by scenario, step and phase.
   */
  public static final String UNPRICED_OPERATIONS = "unpriced_operations";

  /**
   * Answers of models, by scenario, step, phase and reason: the word with which the target says why
   * the answer ends.
   */
  public static final String FINISHES = "finishes";

  /** Gaps in streams that were longer than the step allows, by scenario, step and phase. */
  public static final String STALLS = "stalls";

  /** Streams that the plan wanted ended before their end, by scenario, step and phase. */
  public static final String STREAMS_CUT = "streams_cut";

  /** Calls that the target ended with a status, by scenario, step, phase and status. */
  public static final String GRPC_STATUSES = "grpc_statuses";

  /** Remote procedure calls that gave a result, by scenario, step, phase and method. */
  public static final String RPC_CALLS_OK = "rpc_calls_ok";

  /**
   * Remote procedure calls that gave no result: an error, no valid reply, or no response at all; by
   * scenario, step, phase and method. Notifications are none.
   */
  public static final String RPC_CALLS_FAILED = "rpc_calls_failed";

  /** Errors of remote procedure calls, by scenario, step, phase and code. */
  public static final String RPC_ERRORS = "rpc_errors";

  /** Gas that transactions used, by scenario, step and phase. */
  public static final String GAS_USED = "gas_used";

  /** Gas that was estimated for the same transactions, by scenario, step and phase. */
  public static final String GAS_ESTIMATED = "gas_estimated";

  /**
   * Transactions with a receipt before which the newest block was asked for, by scenario, step and
   * phase.
   */
  public static final String INCLUSIONS = "inclusions";

  /** Of them, those in the block next to it, by scenario, step and phase. */
  public static final String NEXT_BLOCK_INCLUSIONS = "next_block_inclusions";

  /** Blocks from there to the receipts', of all of them together, by scenario, step and phase. */
  public static final String INCLUSION_BLOCKS = "inclusion_blocks";

  /** How often receipts were asked for, by scenario, step and phase. */
  public static final String RECEIPT_POLLS = "receipt_polls";

  /** Transactions that had to wait for being signed, by scenario, step and phase. */
  public static final String SIGNED_LATE = "signed_late";

  /** Blocks that were made while the chain was watched, by scenario, step and phase. */
  public static final String BLOCKS = "blocks";

  /** Of them, those that were not seen as the newest, by scenario, step and phase. */
  public static final String BLOCKS_MISSED = "blocks_missed";

  /**
   * Intervals between blocks, by scenario, step, phase and outcome (met or missed): whether they
   * were as the plan expects.
   */
  public static final String BLOCK_INTERVALS = "block_intervals";

  /** Runs of agents that stopped to ask something, by scenario, step and phase. */
  public static final String INTERRUPTS = "interrupts";

  /** Tasks of agents, by scenario, step, phase and state: the last one heard of. */
  public static final String TASKS = "tasks";

  /** Questions for the state of a task, by scenario, step and phase. */
  public static final String POLLS = "polls";

  /** Requests to cancel a task, by scenario, step, phase and outcome. */
  public static final String CANCELS = "cancels";

  /** Messages sent on WebSockets, by scenario, step and phase. */
  public static final String MESSAGES_SENT = "messages_sent";

  /** Messages received on WebSockets, replies among them, by scenario, step and phase. */
  public static final String MESSAGES_RECEIVED = "messages_received";

  /**
   * Replies on WebSockets with an id that nothing waited for, any more or ever, by scenario, step
   * and phase.
   */
  public static final String UNMATCHED_REPLIES = "unmatched_replies";

  /**
   * Messages on WebSockets that say they were made after they arrived, because the clocks disagree,
   * by scenario, step and phase; their latency is told as 0.
   */
  public static final String MESSAGES_EARLY = "messages_early";

  /**
   * Events of streams that say they were made after they arrived, because the clocks disagree, by
   * scenario, step and phase; their latency is told as 0.
   */
  public static final String EVENTS_EARLY = "events_early";

  /** WebSockets that were closed, by scenario, step, phase and close_code. */
  public static final String CLOSES = "closes";

  /**
   * MCP sessions that were set up, by scenario, step, phase and reason: {@code first} of a virtual
   * user, or {@code expired}, because the server knew the one before no more.
   */
  public static final String SESSIONS = "sessions";

  /**
   * MCP sessions that their users ended, by scenario, step, phase and outcome: {@code ok}, or
   * {@code failed} if the server would not or did not answer.
   */
  public static final String SESSIONS_ENDED = "sessions_ended";

  /** Answered calls of MCP tools, by scenario, step, phase and tool. */
  public static final String TOOL_CALLS = "tool_calls";

  /** Those of them in which the tool said that it had failed, by scenario, step, phase and tool. */
  public static final String TOOL_ERRORS = "tool_errors";

  /** Notes of progress, by scenario, step and phase. */
  public static final String PROGRESS = "progress";

  /** Pages of lists, by scenario, step and phase. */
  public static final String PAGES = "pages";

  /**
   * Bytes of streams that came after the generator had ended them of its own accord, by scenario,
   * step and phase.
   */
  public static final String BYTES_AFTER_CANCEL = "bytes_after_cancel";

  /**
   * Streams that the generator ended of its own accord, and whose target kept its side of the
   * connection open as long as the generator waited for that; by scenario, step and phase.
   */
  public static final String CANCELS_UNHEARD = "cancels_unheard";

  /** Values that were asked for by key and found, by scenario, step and phase. */
  public static final String CACHE_HITS = "cache_hits";

  /** Values that were asked for by key and not found, by scenario, step and phase. */
  public static final String CACHE_MISSES = "cache_misses";

  /** Numbers that the plan took down, by scenario, record and phase. */
  public static final String RECORDED = "recorded";

  /** The sum of their whole parts (each rounded down), by scenario, record and phase. */
  public static final String RECORDED_WHOLE = "recorded_whole";

  /** The sum of what remains of them, in billionths, by scenario, record and phase. */
  public static final String RECORDED_BILLIONTHS = "recorded_billionths";

  /**
   * Figures that the plan wanted to take down and could not, because a value was missing or no
   * number, or the result was none; by scenario, record and phase.
   */
  public static final String UNRECORDED = "unrecorded";

  /**
   * Connections that were opened, TLS and HTTP/2 agreed, by protocol: {@code http/1.1} or {@code
   * http/2}. The warm-up is in it.
   */
  public static final String CONNECTIONS_OPENED = "connections_opened";

  /**
   * Connections that could not be opened while nobody waited for them any more, because another was
   * free before, by error. Of one that an operation waits for, the operation tells. The warm-up is
   * in it.
   */
  public static final String CONNECTIONS_FAILED = "connections_failed";

  /** Returns the key as one word. */
  public String encoded() {
    return name + tags.encoded();
  }

  /**
   * Parses what {@link #encoded()} gives.
   *
   * @throws IllegalArgumentException if the word is anything else
   */
  public static CounterKey parse(String word) {
    int brace = word.indexOf('{');
    return brace < 0
        ? new CounterKey(word, Tags.NONE)
        : new CounterKey(word.substring(0, brace), Tags.parse(word.substring(brace)));
  }
}
