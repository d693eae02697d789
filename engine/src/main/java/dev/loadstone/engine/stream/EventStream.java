package dev.loadstone.engine.stream;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.Price;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.record.ExtraRecorder;
import dev.loadstone.engine.record.StreamRecorder;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Instants;
import org.jspecify.annotations.Nullable;

/**
 * A response that is a stream, as it is read: what came when, and whether it is as it should be.
 * Used again for the next one. All times are the loop's, in nanoseconds; a frame has the time of
 * the read that completed it, taken before anything of it was looked at. Not thread-safe; allocates
 * only to grow, and for failures.
 */
public final class EventStream implements FrameReader.Frames {
  private static final long NEVER = Long.MIN_VALUE;

  /** From so many tokens on, all in one read, it is not by chance that they came together. */
  private static final int BUFFERED_MIN = 5;

  private static final int WHY_MAX = 200;
  private static final int KEPT_BETWEEN = 64 * 1024;
  private static final Bytes NO_TYPE = new Bytes();

  private final StreamOperation operation;
  private final FrameReader reader;
  private final Interpreter interpreter;
  private final StreamTaps taps;
  private final @Nullable EventTimes times;
  private byte[] content = new byte[0];
  private int contentFrom;
  private int contentTo;
  private StreamRecorder recorder;
  private long reads;
  private long readNanos;
  private long readWall;
  private long firstEvent;
  private long lastEvent;
  private long firstToken;
  private long secondToken;
  private long lastToken;
  private long firstReasoning;
  private long firstOutput;
  private long firstToolCall;
  private long terminal;
  private long events;
  private long tokens;
  private final TokenUsage usage = new TokenUsage();
  private final Bytes said = new Bytes();
  private long lastTokenRead;
  private long tokenReads;
  private final FullReads fullReads = new FullReads();
  private long interrupted;
  private boolean cut;
  private boolean whole;
  private final Bytes kept = new Bytes();
  private @Nullable ErrorClass failure;
  private String why = "";

  /**
   * Creates a stream.
   *
   * @param operation whose responses are read
   * @param recorder of the first stream
   */
  public EventStream(StreamOperation operation, StreamRecorder recorder) {
    this.operation = operation;
    this.recorder = recorder;
    this.reader = operation.newReader();
    this.interpreter = operation.newInterpreter();
    this.taps = operation.newTaps();
    this.times = operation.newEventTimes();
    begin(recorder);
  }

  /** Returns of which operation it reads responses. */
  public StreamOperation operation() {
    return operation;
  }

  /** Returns what knows the meaning of its frames. */
  public Interpreter interpreter() {
    return interpreter;
  }

  /** Makes ready for another stream. */
  public void begin(StreamRecorder of) {
    recorder = of;
    reader.reset();
    interpreter.begin();
    taps.begin();
    if (times != null) {
      times.begin();
    }
    reads = 0;
    readNanos = NEVER;
    firstEvent = NEVER;
    lastEvent = NEVER;
    firstToken = NEVER;
    secondToken = NEVER;
    lastToken = NEVER;
    firstReasoning = NEVER;
    firstOutput = NEVER;
    firstToolCall = NEVER;
    terminal = NEVER;
    events = 0;
    tokens = 0;
    usage.clear();
    said.shrink(KEPT_BETWEEN);
    lastTokenRead = 0;
    tokenReads = 0;
    fullReads.begin();
    interrupted = NEVER;
    cut = false;
    whole = false;
    kept.shrink(KEPT_BETWEEN);
    failure = null;
    why = "";
  }

  // --- reading

  /** Notes the time of a read, before it is looked at; what has the same time is of one read. */
  public void readAt(long nanos) {
    if (nanos != readNanos) {
      reads++;
      readNanos = nanos;
      readWall = times == null ? 0 : Instants.now();
    }
  }

  /**
   * Notes that a read is over.
   *
   * @param full whether it took as much as one read can, so that more was waiting, very likely
   */
  public void readOver(boolean full) {
    fullReads.over(full, tokens);
  }

  /** Takes a piece of the body, of the last read. */
  public void take(byte[] piece, int from, int to) {
    if (!cut && failure != ErrorClass.PROTOCOL && !reader.take(piece, from, to, this)) {
      violation("a frame is longer than " + FrameReader.FRAME_MAX + " bytes");
    }
  }

  @Override
  public void frame(Bytes type, byte[] data, int from, int to) {
    if (cut) {
      return;
    }
    events++;
    if (firstEvent == NEVER) {
      firstEvent = readNanos;
    } else {
      long gap = readNanos - lastEvent;
      recorder.time(Measure.EVENT_GAP, gap);
      if (gap > operation.stallNanos()) {
        recorder.stall();
      }
    }
    lastEvent = readNanos;
    content(data, from, to);
    interpreter.frame(this, type, data, from, to);
    if (times != null) {
      times.take(content, contentFrom, contentTo, readWall, readNanos, recorder.extras());
    }
    cut = events == operation.eventsMax() && terminal == NEVER;
  }

  /** Takes a response that is one frame as a whole, and no stream. */
  public void takeWhole(byte[] body, int from, int to) {
    whole = true;
    interpreter.frame(this, NO_TYPE, body, from, to);
    String missing = interpreter.missing();
    if (!missing.isEmpty()) {
      violation("the response is without " + missing);
    }
  }

  /** Returns whether the response was one frame as a whole. */
  public boolean isWhole() {
    return whole;
  }

  @Override
  public void comment() {
    // a sign of life, of which the idle timeout knows from the read itself
  }

  // --- what interpreters tell

  /** Returns the recorder of what only some protocols have. */
  ExtraRecorder extras() {
    return recorder.extras();
  }

  /** Returns when that was read which is being interpreted. */
  public long readNanos() {
    return readNanos;
  }

  /** Takes a header or trailer of the response. */
  public void field(CharSequence name, CharSequence value) {
    interpreter.field(this, name, value);
  }

  /** Counts a frame by the name of its type. */
  public void event(byte[] array, int name, int nameTo, int length) {
    recorder.event(array, name, nameTo, length);
    taps.event(array, name, nameTo, content, contentFrom, contentTo);
  }

  /** Says where the data of the frame that is taken at present stand as JSON. */
  void content(byte[] data, int from, int to) {
    content = data;
    contentFrom = from;
    contentTo = to;
  }

  /** A frame has come that is shown as it is. */
  void rawToken(byte[] data, int from, int to) {
    taps.raw(data, from, to);
    token(Token.OUTPUT);
  }

  /** A piece of the model's answer has come that is not empty, whose text nobody keeps. */
  public void token(Token kind) {
    if (operation.isWhole()) {
      return; // there is no time at which it came
    }
    tokens++;
    if (firstToken == NEVER) {
      firstToken = readNanos;
    } else {
      recorder.time(Measure.INTER_TOKEN_TIME, readNanos - lastToken);
      if (secondToken == NEVER) {
        secondToken = readNanos;
      }
    }
    lastToken = readNanos;
    if (lastTokenRead != reads) {
      lastTokenRead = reads;
      tokenReads++;
    }
    if (kind == Token.REASONING && firstReasoning == NEVER) {
      firstReasoning = readNanos;
    } else if (kind == Token.OUTPUT && firstOutput == NEVER) {
      firstOutput = readNanos;
    }
  }

  /**
   * As {@link #token(Token)}, with what the piece says.
   *
   * @param source in which its text stands, as the inside of a string of JSON
   */
  void token(Token kind, byte[] source, int from, int to) {
    taps.text(kind, source, from, to);
    token(kind);
    if (operation.tokenizer() != null) {
      JsonScanner.unescape(source, from, to, said);
    }
  }

  /** A tool call has begun. */
  void toolCall() {
    if (firstToolCall == NEVER) {
      firstToolCall = readNanos;
    }
  }

  /** The event has come that ends the stream as it should. */
  public void terminal() {
    if (terminal == NEVER) {
      terminal = readNanos;
    }
  }

  /** The agent has stopped to ask something, and is to be asked again with the answer. */
  void interrupted() {
    if (interrupted == NEVER) {
      interrupted = readNanos;
    }
  }

  /**
   * The target has told how many tokens it made.
   *
   * @param count in all, so far
   */
  void usage(long count) {
    usage.answer(count, -1);
  }

  /** Returns how many pieces of the answer have come. */
  long tokens() {
    return tokens;
  }

  /** Returns what the target tells of the answer's tokens. */
  public TokenUsage usage() {
    return usage;
  }

  /** The target has told why the answer ends, in a word of its protocol. */
  void finished(byte[] array, int reason, int reasonTo) {
    recorder.finish(array, reason, reasonTo);
  }

  /** The target tells an error inside the stream. */
  public void error(String text) {
    fail(ErrorClass.IN_STREAM, text);
  }

  /** The stream breaks the rules of its protocol. */
  public void violation(String text) {
    fail(ErrorClass.PROTOCOL, text);
  }

  /**
   * The stream has failed; only the first failure counts.
   *
   * @param text what is wrong, for a person
   */
  public void fail(ErrorClass error, String text) {
    if (failure == null) {
      failure = error;
      why = text.length() > WHY_MAX ? text.substring(0, WHY_MAX) + "…" : text;
    }
  }

  // --- the end

  /**
   * Returns what its interpreter keeps of it for checks and extractions to look into; empty at
   * first.
   */
  public Bytes kept() {
    return kept;
  }

  /** Returns what was kept for an extraction from events or texts; null if nothing. */
  public @Nullable Bytes kept(Extraction.Source source) {
    return taps.kept(source);
  }

  /** Returns whether the event has come that ends the stream as it should. */
  public boolean isComplete() {
    return terminal != NEVER;
  }

  /** Returns whether the plan wants the stream ended where it is. */
  public boolean isCut() {
    return cut;
  }

  /**
   * Returns when the plan wants the stream ended.
   *
   * @param start when its operation actually started
   * @return {@link Long#MAX_VALUE} for never
   */
  public long cutNanos(long start) {
    long time = operation.timeMaxNanos();
    return time == 0 ? Long.MAX_VALUE : start + time;
  }

  /** Ends the stream where it is, as the plan wants. */
  public void cut() {
    cut = terminal == NEVER;
  }

  /** Judges the stream at its end; the generator was on time. */
  public @Nullable ErrorClass conclude() {
    return conclude(false);
  }

  /**
   * Judges the stream at its end.
   *
   * @param late whether the generator was late when it read, so that it cannot tell how the stream
   *     came
   * @return what is wrong with it; null if nothing
   */
  public @Nullable ErrorClass conclude(boolean late) {
    reader.end(this);
    if (!cut) {
      interpreter.over(this);
    }
    boolean cares = !operation.allowsBuffered() && !operation.isPaced();
    if (failure == null && !cut) {
      String missing = interpreter.missing();
      if (!missing.isEmpty()) {
        fail(
            ErrorClass.TRUNCATED,
            "the stream ended without "
                + missing
                + (reader.isInFrame() ? ", in the middle of a frame" : ""));
      } else if (reader.isCutOff()) {
        fail(ErrorClass.TRUNCATED, "the stream ended in the middle of a message");
      } else if (fullReads.areNoChance() && cares) {
        fail(
            ErrorClass.SLOW_CONSUMER,
            fullReads.most()
                + " reads in a row were full: the stream came faster than the generator read it");
      } else if (tokens >= BUFFERED_MIN && tokenReads == 1 && cares && !late) {
        fail(
            ErrorClass.BUFFERED,
            "all "
                + tokens
                + " tokens came in one read: something on the way holds the stream back");
      }
    }
    return failure;
  }

  /** Returns what records the stream. */
  public StreamRecorder recorder() {
    return recorder;
  }

  /** Returns what is wrong, for a person; empty if nothing. */
  public String why() {
    return why;
  }

  /** Records how many tokens there are and what they cost; returns how many the answer has. */
  private long recordTokens() {
    Tokenizer tokenizer = operation.tokenizer();
    boolean counted = tokenizer != null || !operation.isWhole();
    long estimate = tokenizer == null ? tokens : tokenizer.count(said);
    if (counted) {
      recorder.tokensCounted(operation.tokenSource(), estimate, usage.output());
    }
    usage.record(recorder);
    Price price = operation.price();
    if (price != null && events > 0) { // what never began to answer has cost nothing
      usage.recordCost(recorder, price);
    }
    return usage.output() > 0 ? usage.output() : estimate;
  }

  /**
   * Records the stream.
   *
   * @param intended when its operation was intended to start
   * @param sent when the whole request was sent that it answers; {@link Long#MIN_VALUE} if none was
   * @param ok whether it ended well; if not, only what came is counted
   */
  public void record(long intended, long sent, boolean ok) {
    long count = recordTokens();
    if (cut) {
      recorder.cut();
    }
    if (times != null) {
      times.over(sent, recorder.extras());
    }
    if (interrupted != NEVER) {
      recorder.extras().count(CounterKey.INTERRUPTS, 1);
    }
    if (!ok || operation.isWhole()) {
      return;
    }
    if (interrupted != NEVER) {
      recorder.extras().time(Measure.TIME_TO_INTERRUPT, interrupted - intended);
    }
    since(intended, Measure.TIME_TO_FIRST_EVENT, firstEvent);
    since(intended, Measure.TIME_TO_FIRST_TOKEN, firstToken);
    since(intended, Measure.TIME_TO_FIRST_REASONING, firstReasoning);
    since(intended, Measure.TIME_TO_FIRST_OUTPUT, firstOutput);
    since(intended, Measure.TIME_TO_FIRST_TOOL_CALL, firstToolCall);
    since(intended, Measure.TIME_TO_LAST_TOKEN, lastToken);
    since(intended, Measure.TIME_TO_TERMINAL_EVENT, terminal);
    since(sent, Measure.FIRST_EVENT_TIME, firstEvent);
    since(sent, Measure.FIRST_TOKEN_TIME, firstToken);
    since(firstToken, Measure.TIME_TO_SECOND_TOKEN, secondToken);
    if (count > 1 && firstToken != NEVER) {
      recorder.time(Measure.TIME_PER_OUTPUT_TOKEN, (lastToken - firstToken) / (count - 1));
    }
  }

  private void since(long from, Measure measure, long nanos) {
    if (nanos != NEVER && from != NEVER && nanos >= from) {
      recorder.time(measure, nanos - from);
    }
  }
}
