package dev.loadstone.benchmarks.jmh;

import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.StreamReading.Protocol;
import dev.loadstone.core.record.Tags;
import dev.loadstone.engine.record.LoopRecorder;
import dev.loadstone.engine.record.StreamRecorder;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.stream.StreamOperation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One streamed event, each in a read of its own: told apart, understood, put in order, counted by
 * its type, and its gaps recorded.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventStreamBenchmark {
  private static final int EVENTS = 100;
  private static final long GAP_NANOS = 20_000_000;

  private final Stream agent = new Stream(Protocol.AG_UI, agentFrames());
  private final Stream chat = new Stream(Protocol.OPENAI_CHAT, chatFrames());

  private static byte[][] agentFrames() {
    byte[][] frames = new byte[EVENTS][];
    for (int i = 0; i < EVENTS; i++) {
      String event =
          switch (i) {
            case 0 -> "\"RUN_STARTED\",\"threadId\":\"t\",\"runId\":\"r\"";
            case 1 -> "\"TEXT_MESSAGE_START\",\"messageId\":\"m1\",\"role\":\"assistant\"";
            case EVENTS - 2 -> "\"TEXT_MESSAGE_END\",\"messageId\":\"m1\"";
            case EVENTS - 1 -> "\"RUN_FINISHED\",\"threadId\":\"t\",\"runId\":\"r\"";
            default -> "\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"m1\",\"delta\":\"word \"";
          };
      frames[i] = bytes("{\"type\":" + event + "}");
    }
    return frames;
  }

  private static byte[][] chatFrames() {
    String head =
        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":";
    byte[][] frames = new byte[EVENTS][];
    for (int i = 0; i < EVENTS; i++) {
      frames[i] =
          bytes(
              switch (i) {
                case EVENTS - 1 -> "[DONE]";
                case EVENTS - 2 -> head + "{},\"finish_reason\":\"stop\"}]}";
                default -> head + "{\"content\":\"word \"},\"finish_reason\":null}]}";
              });
    }
    return frames;
  }

  private static byte[] bytes(String data) {
    return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** A stream that is read over and over. */
  private static final class Stream {
    private final byte[][] frames;
    private final StreamRecorder recorder;
    private final EventStream stream;
    private long now;

    Stream(Protocol protocol, byte[][] frames) {
      this.frames = frames;
      LoopRecorder.Layout layout =
          new LoopRecorder.Layout(
              List.of("steady"), List.of(Tags.of(Tag.STEP, "step")), List.of("mix"), List.of());
      recorder = new LoopRecorder(layout).step(0, 0).streams();
      StreamReading reading =
          new StreamReading(
              protocol,
              Framing.SSE,
              Optional.empty(),
              Optional.empty(),
              false,
              Duration.ofSeconds(5),
              Optional.empty(),
              false);
      stream = new EventStream(new StreamOperation(reading), recorder);
    }

    long read() {
      long start = now;
      stream.begin(recorder);
      for (byte[] frame : frames) {
        now += GAP_NANOS;
        stream.readAt(now);
        stream.take(frame, 0, frame.length);
      }
      if (stream.conclude() != null) {
        throw new IllegalStateException(stream.why());
      }
      stream.record(start, start, true);
      return now;
    }
  }

  /** An event of an AG-UI run. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long event_ofAnAgent() {
    return agent.read();
  }

  /** A chunk of a chat completion. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long event_ofAChatCompletion() {
    return chat.read();
  }
}
