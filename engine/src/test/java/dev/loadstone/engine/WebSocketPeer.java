package dev.loadstone.engine;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's side of one WebSocket, written from RFC 6455 for tests. */
final class WebSocketPeer {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private final Socket socket;
  private final DataInputStream in;

  /** A frame as it was read, unmasked. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    int closeCode() {
      return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    }
  }

  /** What a server does with a connection once it is open. */
  interface Script {
    void run(WebSocketPeer peer) throws IOException, InterruptedException;
  }

  private WebSocketPeer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** Returns a server's answer that accepts the handshake and runs a script. */
  static RawServer.Answer running(Script script) {
    return running("", script);
  }

  /** As {@link #running(Script)}, with more headers, each ended by CRLF. */
  static RawServer.Answer running(String headers, Script script) {
    return (request, socket) -> {
      RawServer.say(socket, accepting(request, headers));
      try {
        script.run(new WebSocketPeer(socket));
      } finally {
        socket.close();
      }
    };
  }

  static String accepting(RawServer.Request request, String headers) {
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + accept(request.header("sec-websocket-key"))
        + "\r\n"
        + headers
        + "\r\n";
  }

  private static String accept(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest(
                      (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                          .getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Reads the client's next frame; it must be masked. */
  Frame read() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    if (second < 128) {
      throw new EOFException("a client's frame is not masked");
    }
    int length = second & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Frame(first & 0x0F, payload);
  }

  /** Answers each frame, until the client closes, which is answered likewise. */
  void echo() throws IOException {
    Frame frame = read();
    while (frame.opcode() != CLOSE) {
      send(frame.opcode() == PING ? PONG : frame.opcode(), frame.payload());
      frame = read();
    }
    send(CLOSE, frame.payload());
  }

  void send(String text) throws IOException {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  void close(int code, String reason) throws IOException {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[text.length + 2];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    send(CLOSE, payload);
  }

  void send(int opcode, byte[] payload) throws IOException {
    byte[] frame = new byte[payload.length + 2];
    if (payload.length > 125) {
      throw new IllegalArgumentException("too long for a test");
    }
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    raw(frame);
  }

  void raw(byte[] bytes) throws IOException {
    RawServer.say(socket, bytes);
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
