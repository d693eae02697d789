package dev.loadstone.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SendingThreadTest {
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);
  private final AtomicInteger ended = new AtomicInteger();

  private void work() {
    begun.release();
    try {
      mayEnd.acquire();
      ended.incrementAndGet();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void wishes_whileItIsAtWork_becomeOne_andAreNotForgotten() throws Exception {
    SendingThread thread = new SendingThread("test", this::work);
    thread.send();
    begun.acquire();
    assertThat(thread.isWished()).isFalse();
    for (int i = 0; i < 5; i++) {
      thread.send();
    }
    assertThat(thread.isWished()).isTrue();
    mayEnd.release(5);

    assertThat(thread.finish(Duration.ofSeconds(20))).isTrue();
    assertThat(ended).hasValue(2);
  }

  @Test
  void finish_ofWorkThatHangs_interruptsIt() throws Exception {
    SendingThread thread = new SendingThread("test", this::work);
    thread.send();
    begun.acquire();

    assertThat(thread.finish(Duration.ZERO)).isTrue();
    assertThat(ended).hasValue(0);
  }

  @Test
  void finish_byAThreadThatIsInterrupted_waitsForNothing() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    SendingThread thread =
        new SendingThread(
            "test",
            () -> {
              work();
              over.countDown();
            });
    thread.send();
    begun.acquire();
    Thread.currentThread().interrupt();

    assertThat(thread.finish(Duration.ofSeconds(20))).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    over.await();
    assertThat(ended).hasValue(0);
  }
}
