package dev.loadstone.engine.websocket;

import dev.loadstone.engine.http.Wire;
import dev.loadstone.engine.value.Bytes;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a WebSocket, if there is one: what is sent on it, and what reads it. Not
 * thread-safe.
 */
final class SocketLine {
  private @Nullable Wire wire;
  private @Nullable FrameReader reader;
  private long bytesSent;

  /** Begins with a connection that has just been opened. */
  void open(Wire opened, FrameReader.Listener listener) {
    wire = opened;
    reader = new FrameReader(listener);
  }

  boolean isOpen() {
    return wire != null;
  }

  /**
   * Returns an empty place for the payload of the next frame, shared by the whole loop.
   *
   * @throws IllegalStateException if there is no connection
   */
  Bytes payload() {
    return connected().rest().clear();
  }

  private Wire connected() {
    if (wire == null) {
      throw new IllegalStateException("the WebSocket is not open");
    }
    return wire;
  }

  /** Sends the payload as a frame; it may be that the connection is lost before this returns. */
  void send(int opcode) {
    Wire to = connected();
    FrameWriter.write(opcode, ThreadLocalRandom.current().nextInt(), to.rest(), to.start());
    bytesSent += to.send();
  }

  /** Answers a ping with what it carried. */
  void pong(byte[] data, int from, int to) {
    payload().append(data, from, to);
    send(Opcode.PONG);
  }

  /** Sends a ping that carries a number, most significant byte first. */
  void sendPing(long number) {
    Bytes payload = payload();
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      payload.append((byte) (number >> (i * 8)));
    }
    send(Opcode.PING);
  }

  /** Sends a close frame with a code; without one for {@link CloseCode#NONE}. */
  void sendClose(int code) {
    Bytes payload = payload();
    if (code != CloseCode.NONE) {
      payload.append((byte) (code >> 8)).append((byte) code);
    }
    send(Opcode.CLOSE);
  }

  /**
   * Reads what has come.
   *
   * @throws ProtocolViolation if it is not WebSocket
   */
  void read(byte[] data, int from, int to) throws ProtocolViolation {
    FrameReader mine = reader;
    if (mine != null) {
      mine.read(data, from, to);
    }
  }

  /**
   * Closes the connection at once, if there is one.
   *
   * @param code that the target is told; {@link CloseCode#ABNORMAL} to tell nothing
   */
  void drop(int code) {
    Wire open = wire;
    if (open != null) {
      if (code != CloseCode.ABNORMAL) {
        sendClose(code);
      }
      forget();
      open.close();
    }
  }

  /** Lets go of a connection that is open no more. */
  void forget() {
    wire = null;
    if (reader != null) {
      reader.stop();
      reader = null;
    }
  }

  /** Returns how many bytes were sent since the last time. */
  long takeBytesSent() {
    long sent = bytesSent;
    bytesSent = 0;
    return sent;
  }
}
