package dev.loadstone.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.StreamReading.Protocol;
import dev.loadstone.core.record.ErrorClass;
import org.junit.jupiter.api.Test;

/** What is told of a stream by how it was read. */
final class EventStreamTest {
  private static final String TOKEN =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String END =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

  private static EventStream read(String... reads) {
    EventStream stream = Streams.of(Protocol.OPENAI_CHAT, false);
    for (int i = 0; i < reads.length; i++) {
      Streams.feedRaw(stream, reads[i], i + 1);
      stream.readOver(reads[i].startsWith(TOKEN + TOKEN));
    }
    return stream;
  }

  @Test
  void fullReads_inARow_areASlowConsumer() {
    EventStream stream = read(TOKEN + TOKEN, TOKEN + TOKEN, TOKEN + TOKEN, END);

    assertThat(stream.conclude()).isEqualTo(ErrorClass.SLOW_CONSUMER);
    assertThat(stream.why())
        .isEqualTo("3 reads in a row were full: the stream came faster than the generator read it");
  }

  @Test
  void fullReads_withOthersBetween_areNone() {
    assertThat(read(TOKEN + TOKEN, TOKEN, TOKEN + TOKEN, TOKEN, END).conclude()).isNull();
  }

  @Test
  void tokens_allInOneRead_areBufferedUnlessTheGeneratorWasLate() {
    String whole = TOKEN.repeat(5) + END;

    assertThat(read(whole).conclude()).isEqualTo(ErrorClass.BUFFERED);
    assertThat(read(whole).conclude(true)).isNull();
    assertThat(read(TOKEN.repeat(4) + END).conclude()).as("too few to tell").isNull();
  }
}
