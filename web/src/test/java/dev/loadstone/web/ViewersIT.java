package dev.loadstone.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.web.live.LiveFeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server-sent events over real sockets. */
final class ViewersIT {
  @TempDir private Path folder;
  private final LiveFeed feed = new LiveFeed();
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        WebServer.start(
            new WebOptions("127.0.0.1", 0, Optional.empty(), Optional.empty(), folder, Set.of()),
            new FakeDesk(),
            feed,
            true);
    feed.announce("run-1");
    feed.started(Told.start("a"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** One event. */
  private record Event(String id, String name, String data) {}

  /** A viewer that reads when it is told to. */
  private static final class Viewer implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Viewer(int port, String... headers) throws IOException {
      socket = new Socket();
      socket.setReceiveBufferSize(8 * 1024);
      socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
      socket.setSoTimeout(20_000);
      StringBuilder request = new StringBuilder("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      socket
          .getOutputStream()
          .write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    Event next() throws IOException {
      String id = "";
      String name = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          return new Event(id, name, line.substring(6));
        }
      }
      throw new IOException("the events have ended");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void viewer_getsTheStateAndThenEachSecond() throws IOException {
    feed.interval(Told.interval(0, "a"));
    try (Viewer viewer = new Viewer(server.port())) {
      Event state = viewer.next();
      feed.interval(Told.interval(1, "a"));
      Event second = viewer.next();

      assertThat(state.name()).isEqualTo("state");
      assertThat(state.data()).contains("\"id\":\"run-1\"");
      assertThat(second.name()).isEqualTo("interval");
      assertThat(second.data()).contains("\"time\":1.5");
    }
  }

  @Test
  void viewer_whoComesBack_getsOnlyWhatItMissed() throws IOException {
    String id;
    try (Viewer viewer = new Viewer(server.port())) {
      viewer.next();
      feed.interval(Told.interval(0, "a"));
      id = viewer.next().id();
    }
    feed.interval(Told.interval(1, "a"));
    feed.interval(Told.interval(2, "a"));

    try (Viewer viewer = new Viewer(server.port(), "Last-Event-ID: " + id)) {
      assertThat(viewer.next().data()).contains("\"time\":1.5");
      assertThat(viewer.next().data()).contains("\"time\":2.5");
    }
  }

  @Test
  void viewer_whoWasAwayForLong_getsTheState() throws IOException {
    String id;
    try (Viewer viewer = new Viewer(server.port())) {
      id = viewer.next().id();
    }
    for (int i = 0; i < 200; i++) {
      feed.interval(Told.interval(i, "a"));
    }

    try (Viewer viewer = new Viewer(server.port(), "Last-Event-ID: " + id)) {
      assertThat(viewer.next().name()).isEqualTo("state");
    }
    try (Viewer viewer = new Viewer(server.port(), "Last-Event-ID: of-another-server")) {
      assertThat(viewer.next().name()).isEqualTo("state");
    }
  }

  @Test
  void viewer_whoReadsTooSlowly_isToldTheNewestAndNotAllOfIt() throws IOException {
    int seconds = 6_000;
    try (Viewer slow = new Viewer(server.port());
        Viewer quick = new Viewer(server.port())) {
      slow.next();
      quick.next();
      Thread reader = Thread.ofVirtual().start(() -> readUntil(quick, seconds));
      for (int i = 0; i < seconds; i++) {
        feed.interval(Told.interval(i, "a"));
      }
      List<String> names = new ArrayList<>();
      Event last = slow.next();
      while (!isOf(last, seconds)) {
        names.add(last.name());
        last = slow.next();
      }

      names.add(last.name());

      assertThat(names.size()).as("told one by one").isLessThan(seconds - 500);
      assertThat(names).contains("state");
      reader.interrupt();
    }
  }

  private static void readUntil(Viewer viewer, int seconds) {
    try {
      while (!isOf(viewer.next(), seconds)) {
        // reads on
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private static boolean isOf(Event event, int seconds) {
    return event.data().contains("\"at\":" + seconds + ",");
  }

  @Test
  void fiftyViewers_allSeeTheSame() throws IOException {
    List<Viewer> viewers = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        Viewer viewer = new Viewer(server.port());
        viewer.next();
        viewers.add(viewer);
      }
      feed.interval(Told.interval(0, "a"));
      Set<String> seen = new java.util.HashSet<>();
      for (Viewer viewer : viewers) {
        seen.add(viewer.next().data());
      }

      assertThat(seen).hasSize(1);
    } finally {
      for (Viewer viewer : viewers) {
        viewer.close();
      }
    }
  }
}
