package dev.loadstone.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Requests as bytes, so that they can be such as no client would send. */
final class RawHttp {
  private static final int TIMEOUT_MILLIS = 20_000;

  private RawHttp() {}

  /** An answer. */
  record Answer(int status, String head, String body) {
    /** Returns a header's value; empty if there is none. */
    String header(String name) {
      for (String line : head.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }
  }

  /** Sends a GET with further header lines. */
  static Answer get(int port, String path, String... headers) throws IOException {
    return send(port, "GET", path, "", with("Host: 127.0.0.1:" + port, headers));
  }

  /** Sends a POST as the page does. */
  static Answer post(int port, String path, String type, String body, String... headers)
      throws IOException {
    String[] all = with("Content-Type: " + type, headers);
    return send(port, "POST", path, body, with("Host: 127.0.0.1:" + port, all));
  }

  private static String[] with(String first, String... rest) {
    String[] all = new String[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  static Answer send(int port, String method, String path, String body, String... headers)
      throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    if (method.equals("POST")) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      try {
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(content);
        socket.getInputStream().transferTo(received);
      } catch (IOException closed) {
        // an answer that comes before the whole request was sent may end like this
      }
      return parsed(received.toString(StandardCharsets.UTF_8));
    }
  }

  private static Answer parsed(String text) throws IOException {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer: " + text);
    }
    String head = text.substring(0, end);
    return new Answer(Integer.parseInt(head.substring(9, 12)), head, text.substring(end + 4));
  }
}
