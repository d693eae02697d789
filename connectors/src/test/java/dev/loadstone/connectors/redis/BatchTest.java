package dev.loadstone.connectors.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BatchTest implements Batch.Listener {
  private final List<String> told = new ArrayList<>();

  @Override
  public void replied(List<@Nullable Object> replies, @Nullable String error) {
    told.add(replies + " " + error);
  }

  @Override
  public void broken(Throwable why) {
    told.add("broken: " + why.getMessage());
  }

  private Batch batch(int times, boolean texts) {
    return new Batch("GET", List.of("key"), times, texts, this);
  }

  private static void reply(Batch batch, @Nullable String text) {
    batch
        .getOutput()
        .set(text == null ? null : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    batch.complete();
  }

  @Test
  void encode_ofThree_writesTheCommandThreeTimes() {
    ByteBuf out = Unpooled.buffer(16);
    out.writeByte('!');
    batch(3, true).encode(out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("!" + "*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n".repeat(3));
  }

  @Test
  void replies_allOfThem_areTold() {
    Batch batch = batch(3, true);
    reply(batch, "a");
    reply(batch, null);
    assertThat(told).isEmpty();
    assertThat(batch.isDone()).isFalse();
    reply(batch, "b");
    assertThat(told).containsExactly("[a, null, b] null");
    assertThat(batch.isDone()).isTrue();
  }

  @Test
  void texts_thatNobodyLooksAt_areEmpty() {
    Batch batch = batch(2, false);
    reply(batch, "a");
    reply(batch, null);
    assertThat(told).containsExactly("[, null] null");
  }

  @Test
  void errors_amongReplies_tellTheFirst() {
    Batch batch = batch(3, true);
    batch.getOutput().setError("ERR first");
    batch.complete();
    reply(batch, "a");
    batch.getOutput().setError("ERR second");
    batch.complete();
    assertThat(told).containsExactly("[a] ERR first");
  }

  @Test
  void connection_thatIsClosed_isToldOnce() {
    Batch batch = batch(3, true);
    reply(batch, "a");
    batch.cancel();
    batch.cancel();
    batch.completeExceptionally(new IllegalStateException("late"));
    assertThat(told).containsExactly("broken: the connection was closed");
  }
}
