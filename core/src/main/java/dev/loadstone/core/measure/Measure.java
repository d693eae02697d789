package dev.loadstone.core.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that Loadstone measures. Times are in seconds, sizes in bytes, ratios from 0 to 1,
 * rates per second.
 */
public enum Measure {
  /** From the intended start of an operation to its end. */
  RESPONSE_TIME(Kind.TIME, false),
  /** From the actual start of an operation to its end. */
  SERVICE_TIME(Kind.TIME, false),
  /** From the intended start of an operation to its actual start. */
  START_DELAY(Kind.TIME, false),
  /** The part of the start delay that the load generator itself caused: it was late. */
  START_DELAY_GENERATOR(Kind.TIME, false),
  /**
   * The part of the start delay spent waiting because the plan's {@code maxInFlight} was reached.
   */
  START_DELAY_MAX_IN_FLIGHT(Kind.TIME, false),
  /**
   * The part of the start delay spent waiting for a free connection, because the plan's limit of
   * connections was reached.
   */
  START_DELAY_CONNECTION(Kind.TIME, false),
  /** From the start of a TCP connection to its establishment. */
  CONNECT_TIME(Kind.TIME, false),
  /** From the first to the last message of a TLS handshake. */
  TLS_TIME(Kind.TIME, false),
  /** From the last byte of a request to the first byte of its response. */
  FIRST_BYTE_TIME(Kind.TIME, false),
  /** From the intended start of an operation to the first frame of its stream. */
  TIME_TO_FIRST_EVENT(Kind.TIME, false),
  /** From a request, sent, to the first frame of the stream that answers it. */
  FIRST_EVENT_TIME(Kind.TIME, false),
  /** From the intended start of an operation to its first token of any kind. */
  TIME_TO_FIRST_TOKEN(Kind.TIME, false),
  /** From a request, sent, to the first token of any kind of the stream that answers it. */
  FIRST_TOKEN_TIME(Kind.TIME, false),
  /** From the intended start of an operation to its first token of reasoning. */
  TIME_TO_FIRST_REASONING(Kind.TIME, false),
  /** From the intended start of an operation to the first token that is shown. */
  TIME_TO_FIRST_OUTPUT(Kind.TIME, false),
  /** From the intended start of an operation to the beginning of its first tool call. */
  TIME_TO_FIRST_TOOL_CALL(Kind.TIME, false),
  /** From the first token of a stream to its second. */
  TIME_TO_SECOND_TOKEN(Kind.TIME, false),
  /** From the intended start of an operation to its last token. */
  TIME_TO_LAST_TOKEN(Kind.TIME, false),
  /** From the intended start of an operation to the event that ends its stream. */
  TIME_TO_TERMINAL_EVENT(Kind.TIME, false),
  /** Every gap between two tokens of a stream that follow each other. */
  INTER_TOKEN_TIME(Kind.TIME, false),
  /** From the first to the last token of a stream, over the number of tokens behind the first. */
  TIME_PER_OUTPUT_TOKEN(Kind.TIME, false),
  /** Every gap between two frames of a stream that follow each other. */
  EVENT_GAP(Kind.TIME, false),
  /** From the beginning of a tool call to the end of its arguments. */
  TOOL_ARGUMENTS_TIME(Kind.TIME, false),
  /** From the end of a tool call's arguments to its result. */
  TOOL_EXECUTION_TIME(Kind.TIME, false),
  /** From the start to the end of a step that an agent tells of. */
  AGENT_STEP_TIME(Kind.TIME, false),
  /** From the intended start of an operation to the event by which the agent stops to ask. */
  TIME_TO_INTERRUPT(Kind.TIME, false),
  /** From the intended start of an operation to the first that is heard of its task. */
  TIME_TO_TASK(Kind.TIME, false),
  /**
   * From the intended start of an operation to the first update of its task's status: an event of
   * the stream or, where the task is asked for, a state other than the first.
   */
  TIME_TO_FIRST_STATUS(Kind.TIME, false),
  /** The same from the request that carried the message, sent. */
  FIRST_STATUS_TIME(Kind.TIME, false),
  /** From the intended start of an operation to the first piece of its task's artifacts. */
  TIME_TO_FIRST_ARTIFACT(Kind.TIME, false),
  /** The same from the request that carried the message, sent. */
  FIRST_ARTIFACT_TIME(Kind.TIME, false),
  /**
   * From the intended start of an operation to the state in which its task has ended, or waits for
   * its user.
   */
  TIME_TO_TERMINAL_STATE(Kind.TIME, false),
  /** How long a task was in a state, by state. */
  STATE_DWELL(Kind.TIME, false),
  /**
   * From the moment at which the generator ended a stream of its own accord, its side of the
   * connection closed, to the target's end of the connection; of a task from the request to cancel
   * it to its reply.
   */
  CANCEL_TIME(Kind.TIME, false),
  /** From the request to open a WebSocket, sent, to its acceptance. */
  HANDSHAKE_TIME(Kind.TIME, false),
  /** From the sending of a message on a WebSocket to the reply to it. */
  REPLY_TIME(Kind.TIME, false),
  /** From the instant at which a message on a WebSocket says that it was made to its arrival. */
  MESSAGE_LATENCY(Kind.TIME, false),
  /** Every gap between two messages on a WebSocket that follow each other and are no replies. */
  MESSAGE_GAP(Kind.TIME, false),
  /** From the sending of a ping on a WebSocket to its pong. */
  PING_TIME(Kind.TIME, false),
  /** From the start of an MCP session's set-up to its end, when requests may be made. */
  SESSION_TIME(Kind.TIME, false),
  /**
   * From the intended start of an MCP tool's call to its answer, without the set-up of a session.
   */
  TOOL_TIME(Kind.TIME, false),
  /** From the intended start of an operation to the first that it tells of its progress. */
  TIME_TO_FIRST_PROGRESS(Kind.TIME, false),
  /** Every gap between two notes of progress of an operation that follow each other. */
  PROGRESS_GAP(Kind.TIME, false),
  /**
   * From the intended start of a JSON-RPC operation to the read that completed the response with an
   * element's result.
   */
  ELEMENT_TIME(Kind.TIME, false),
  /** From a signed transaction being sent to the node's word that it took it. */
  SUBMIT_TIME(Kind.TIME, false),
  /** From a signed transaction being sent to its receipt being read. */
  SUBMIT_TO_RECEIPT(Kind.TIME, false),
  /** From the arrival of one block to that of the next, as seen by asking for the newest. */
  BLOCK_INTERVAL(Kind.TIME, false),
  /** Time of processors in user mode that a program took, with the descendants it waited for. */
  USER_TIME(Kind.TIME, false),
  /** Time of processors in the kernel that a program took, with the descendants it waited for. */
  SYSTEM_TIME(Kind.TIME, false),
  /** Times that a plan takes down, for example those that a target tells of itself. */
  RECORDED_TIME(Kind.TIME, false),
  /** From the instant at which an event of a stream says that it was made to its arrival. */
  EVENT_LATENCY(Kind.TIME, false),
  /** By how much that is too small at most, where the clocks are compared by the fastest event. */
  CLOCK_UNCERTAINTY(Kind.TIME, false),
  /** From the intended start of an iteration to its end. */
  ITERATION_TIME(Kind.TIME, false),
  /** From the start of a group's first step to the end of its last. */
  GROUP_TIME(Kind.TIME, false),
  /** Failed operations as a share of all ended ones. */
  ERROR_RATIO(Kind.RATIO, false),
  /** Checks that held as a share of all that were made. */
  CHECK_RATIO(Kind.RATIO, true),
  /**
   * Iterations completed without a failure per second; by step, operations completed without a
   * failure per second.
   */
  ACHIEVED_RATE(Kind.RATE, true),
  /** Iterations that an open workload intended per second. */
  OFFERED_RATE(Kind.RATE, true),
  /** Operations completed without a failure per second. */
  OPERATION_RATE(Kind.RATE, true),
  /**
   * Operations that met their service-level objective as a share of all ended ones that have one.
   */
  GOODPUT_RATIO(Kind.RATIO, true),
  /** Values found over values asked for by key, for example in a cache. */
  HIT_RATIO(Kind.RATIO, true),
  /** Numbers that a plan takes down, for example what answers tell; of a condition 1 or 0. */
  RECORDED(Kind.NUMBER, true),
  /** Iterations under way. */
  IN_FLIGHT(Kind.LEVEL, false),
  /** Virtual users. */
  USERS(Kind.LEVEL, true),
  /** Open connections. */
  CONNECTIONS(Kind.LEVEL, false),
  /** Iterations that were intended but never started. */
  DROPPED(Kind.COUNT, false),
  /** Frames of streams. */
  EVENTS(Kind.COUNT, true),
  /** Tokens that models made for answers; thinking and arguments of tools are in it. */
  TOKENS(Kind.COUNT, true),
  /** Tokens of prompts as targets count them, those read from or written to a cache among them. */
  INPUT_TOKENS(Kind.COUNT, true),
  /** Tokens of prompts that targets read from a cache. */
  CACHED_INPUT_TOKENS(Kind.COUNT, true),
  /** Tokens of reasoning as targets count them; they are among {@link #TOKENS}. */
  REASONING_TOKENS(Kind.COUNT, true),
  /** What the tokens of models cost, by the plan's prices. */
  COST(Kind.MONEY, false),
  /** {@link #COST} over the operations whose cost is known. */
  COST_PER_OPERATION(Kind.MONEY, false),
  /** {@link #COST} over the tokens of answers of those operations, for a thousand of them. */
  COST_PER_1K_OUTPUT_TOKENS(Kind.MONEY, false),
  /** Gaps between frames of a stream that were longer than the step allows. */
  STALLS(Kind.COUNT, false),
  /** Runs of agents that stopped to ask something. */
  INTERRUPTS(Kind.COUNT, false),
  /** Messages sent on WebSockets. */
  MESSAGES_SENT(Kind.COUNT, true),
  /** Messages received on WebSockets, replies among them. */
  MESSAGES_RECEIVED(Kind.COUNT, true),
  /** Bytes of requests, as sent to the socket before encryption. */
  BYTES_SENT(Kind.COUNT, true),
  /** Bytes of responses, as read from the socket after decryption. */
  BYTES_RECEIVED(Kind.COUNT, true),
  /** Gas that transactions used. */
  GAS_USED(Kind.COUNT, false),
  /** Gas that was estimated for the same transactions. */
  GAS_ESTIMATED(Kind.COUNT, false),
  /** Transactions with a receipt before which the newest block was asked for. */
  INCLUSIONS(Kind.COUNT, true),
  /** Of them, those in the block next to it. */
  NEXT_BLOCK_INCLUSIONS(Kind.COUNT, true),
  /** Blocks from there to the receipts', of all of them together. */
  INCLUSION_BLOCKS(Kind.COUNT, false),
  /** A probe's series; which one is told beside. Plans name the series itself. */
  PROBE_SERIES(Kind.LEVEL, false),
  /** The level of users or arrivals at which the target breaks while the load rises. */
  BREAKING_POINT(Kind.COURSE, true),
  /** How long the target takes to be itself again after the load has fallen, in seconds. */
  RECOVERY_TIME(Kind.COURSE, false),
  /** How much slower the target got under the longest steady load, as a share; 0 if by chance. */
  DEGRADATION(Kind.COURSE, false),
  /** By how much a series of a probe grows in an hour. Plans name it after the series. */
  MEMORY_GROWTH(Kind.COURSE, false),
  /** By how much a series of a probe grows with an operation. Plans name it after the series. */
  MEMORY_GROWTH_PER_OPERATION(Kind.COURSE, false),
  /** Arithmetic with figures of other measures. Plans write the arithmetic itself. */
  COMPOSITE(Kind.COURSE, false);

  /** What sort of figure a measure is, and so which statistics it has. */
  public enum Kind {
    /** A distribution of times in seconds. */
    TIME("s"),
    /** One ratio. */
    RATIO("ratio"),
    /** One rate per second. */
    RATE("1/s"),
    /** One count or sum. */
    COUNT("count"),
    /** An amount of money. */
    MONEY("currency"),
    /** Numbers of any unit, of which sum and mean are known. */
    NUMBER("number"),
    /** One figure of the whole run, of a unit of its own. */
    COURSE("figure"),
    /** A level sampled once a second. */
    LEVEL("count");

    private final String unit;

    Kind(String unit) {
      this.unit = unit;
    }

    /** Returns the unit of values in results. */
    public String unit() {
      return unit;
    }

    /** Returns the statistics that a threshold may name; empty if it must name none. */
    public List<Statistic> statistics() {
      return switch (this) {
        case TIME -> Arrays.stream(Statistic.values()).filter(any -> any != Statistic.SUM).toList();
        case NUMBER -> List.of(Statistic.MEAN, Statistic.SUM, Statistic.COUNT, Statistic.RATE);
        case LEVEL -> List.of(Statistic.MIN, Statistic.MEAN, Statistic.MAX);
        case COUNT -> List.of(Statistic.COUNT, Statistic.RATE);
        case RATIO, RATE, MONEY, COURSE -> List.of();
      };
    }
  }

  private final String label;
  private final Kind kind;
  private final boolean higherIsBetter;

  Measure(Kind kind, boolean higherIsBetter) {
    this.label = name().toLowerCase(Locale.ROOT);
    this.kind = kind;
    this.higherIsBetter = higherIsBetter;
  }

  /** Returns the name in plans and results, for example {@code response_time}. */
  public String label() {
    return label;
  }

  /** Returns what sort of figure it is. */
  public Kind kind() {
    return kind;
  }

  /** Returns whether a higher value is the better one. */
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** Returns the measure of a name in results. */
  public static Optional<Measure> of(String label) {
    return Arrays.stream(values()).filter(measure -> measure.label().equals(label)).findFirst();
  }

  /** Returns all names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Measure::label).toList();
  }
}
