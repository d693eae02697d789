package dev.loadstone.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that reads requests and lets a test answer each of them with raw bytes. */
final class RawServer implements AutoCloseable {
  private final ServerSocket listening;
  private final Answer answer;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  /** Answers one request. */
  interface Answer {
    /** Writes whatever is to be answered; may close the socket. */
    void to(Request request, Socket socket) throws IOException, InterruptedException;
  }

  /** A request as it was read; {@code connection} counts from 0. */
  record Request(int connection, String line, String head, String body) {
    String path() {
      return line.split(" ", -1)[1];
    }

    String header(String name) {
      return head.lines()
          .filter(field -> field.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
          .map(field -> field.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  RawServer(ServerSocket listening, Answer answer) {
    this.listening = listening;
    this.answer = answer;
    Thread.ofVirtual().start(this::accept);
  }

  /** Starts a server without TLS on 127.0.0.1. */
  static RawServer answering(Answer answer) throws IOException {
    return new RawServer(
        new ServerSocket(0, 200, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})), answer);
  }

  /** Starts a server that gives every request the same answer. */
  static RawServer saying(String response) throws IOException {
    return answering((request, socket) -> say(socket, response));
  }

  static void say(Socket socket, String response) throws IOException {
    say(socket, response.getBytes(StandardCharsets.ISO_8859_1));
  }

  static void say(Socket socket, byte[] response) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(response);
    out.flush();
  }

  /** Returns a response with a status line, headers (each ended by CRLF) and a body. */
  static String response(String status, String headers, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + headers
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  static String ok() {
    return response("200 OK", "", "ok");
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        sockets.add(socket);
        int number = connections.getAndIncrement();
        Thread.ofVirtual().start(() -> serve(socket, number));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        String head = head(in);
        if (head.isEmpty()) {
          return;
        }
        Request first = new Request(number, head.lines().findFirst().orElse(""), head, "");
        String length = first.header("content-length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        Request whole =
            new Request(number, first.line, head, new String(body, StandardCharsets.UTF_8));
        requests.add(whole);
        answer.to(whole, socket);
      }
    } catch (IOException gone) {
      // the client went away
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  int port() {
    return listening.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  List<Request> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
