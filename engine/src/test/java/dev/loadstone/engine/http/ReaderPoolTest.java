package dev.loadstone.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReaderPoolTest {
  private final ReaderPool pool = new ReaderPool();

  private static void readBody(ResponseReader reader, int bytes) throws MalformedResponseException {
    byte[] response =
        ("HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n" + "x".repeat(bytes))
            .getBytes(StandardCharsets.US_ASCII);
    reader.reset(false, false, true, null);
    reader.read(response, 0, response.length);
  }

  @Test
  void take_givesTheReaderUsedLast() {
    ResponseReader first = pool.take();
    ResponseReader second = pool.take();
    pool.give(first);
    pool.give(second);

    assertThat(pool.size()).isEqualTo(2);
    assertThat(pool.take()).isSameAs(second);
    assertThat(pool.take()).isSameAs(first);
    assertThat(pool.size()).isZero();
  }

  @Test
  void give_largeBody_freesItsMemory() throws MalformedResponseException {
    ResponseReader reader = pool.take();
    readBody(reader, 100_000);
    assertThat(reader.body().array()).hasSizeGreaterThanOrEqualTo(100_000);

    pool.give(reader);

    assertThat(reader.body().array()).isEmpty();
  }

  @Test
  void give_beyondTheFirst256_keepsSmallBuffersOnly() throws MalformedResponseException {
    List<ResponseReader> readers = new ArrayList<>();
    for (int i = 0; i < 257; i++) {
      ResponseReader reader = pool.take();
      readBody(reader, 2_000);
      readers.add(reader);
    }

    readers.forEach(pool::give);

    assertThat(readers.getFirst().body().array()).hasSizeGreaterThanOrEqualTo(2_000);
    assertThat(readers.get(255).body().array()).hasSizeGreaterThanOrEqualTo(2_000);
    assertThat(readers.getLast().body().array()).isEmpty();
  }
}
