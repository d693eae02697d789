package dev.loadstone.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BlockingSocketsIT {
  private static final int CONNECT_MILLIS = 5_000;

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** As drivers make them: first the socket, then its options, then the connection. */
  private Socket connected() throws IOException {
    Socket socket = new BlockingSockets().createSocket();
    socket.setTcpNoDelay(true);
    socket.connect(
        new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), CONNECT_MILLIS);
    return socket;
  }

  @Test
  void bytes_afterAReadThatWasTooLate_areRead() throws IOException {
    try (Socket socket = connected();
        Socket peer = server.accept()) {
      socket.setSoTimeout(20);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> socket.getInputStream().read());
      socket.setSoTimeout(0);
      peer.getOutputStream().write(42);
      assertThat(socket.getInputStream().read()).isEqualTo(42);
      socket.getOutputStream().write(43);
      assertThat(peer.getInputStream().read()).isEqualTo(43);
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }

  /** A call that is given up cuts its connection so. */
  @Test
  void read_ofASocketThatAnotherThreadCloses_ends() throws Exception {
    Socket socket = connected();
    try (Socket _ = server.accept()) {
      CompletableFuture<Thread> reader = new CompletableFuture<>();
      CompletableFuture<IOException> ended = new CompletableFuture<>();
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                reader.complete(Thread.currentThread());
                try {
                  ended.completeExceptionally(
                      new AssertionError("read " + socket.getInputStream().read()));
                } catch (IOException closed) {
                  ended.complete(closed);
                }
              });
      assertThat(reader.get(5, TimeUnit.SECONDS)).isSameAs(thread);
      socket.close();
      assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void everyForm_connects() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    int port = server.getLocalPort();
    BlockingSockets sockets = new BlockingSockets();
    try (Socket byName = sockets.createSocket(here.getHostAddress(), port);
        Socket byAddress = sockets.createSocket(here, port);
        Socket fromName = sockets.createSocket(here.getHostAddress(), port, here, 0);
        Socket fromAddress = sockets.createSocket(here, port, here, 0)) {
      for (Socket socket : new Socket[] {byName, byAddress, fromName, fromAddress}) {
        assertThat(socket.getPort()).isEqualTo(port);
        assertThat(socket.getLocalAddress()).isEqualTo(here);
      }
    }
  }
}
