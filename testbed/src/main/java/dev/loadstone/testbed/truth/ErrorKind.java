package dev.loadstone.testbed.truth;

import java.util.Locale;

/** How an operation is made to fail. */
public sealed interface ErrorKind {
  /** Returns how a truth spells it. */
  String spelling();

  /** Returns the word for it in the ledger, for example {@code slow_body} or {@code status_500}. */
  String word();

  /**
   * An answer with an error status.
   *
   * @param code 400–599
   */
  record Status(int code) implements ErrorKind {
    @Override
    public String spelling() {
      return Integer.toString(code);
    }

    @Override
    public String word() {
      return "status_" + code;
    }
  }

  /** A fault below the level of HTTP's answers; each comes after the service time. */
  enum Fault implements ErrorKind {
    /** The connection is reset (TCP RST), nothing having been answered. */
    RESET("reset"),
    /** The length is promised, half of it sent, then the connection is reset. */
    RESET_BODY("resetBody"),
    /** The server closes its side of the connection (FIN), nothing having been answered. */
    CLOSE("close"),
    /** The answer is right; then the server closes its side, which it had not announced. */
    HALF_CLOSE("halfClose"),
    /** The length is promised, half of it sent, then the connection closed. */
    TRUNCATE("truncate"),
    /** Nothing is ever answered; the operation lasts until the client goes away. */
    STALL("stall"),
    /** The length is promised, half of it sent, then nothing until the client goes away. */
    STALL_BODY("stallBody"),
    /** The answer is right, but its body drips. */
    SLOW_BODY("slowBody"),
    /** The stream ends in the middle, as if that were its end. */
    CUT_STREAM("cutStream"),
    /** The stream tells an error in the middle, and ends. */
    STREAM_ERROR("streamError"),
    /** The stream is silent in the middle, as long as a slow body takes. */
    STALL_STREAM("stallStream"),
    /** The stream is right, but all of it comes at once, when its last token is due. */
    BUFFERED("buffered"),
    /** The stream has a frame that must not stand where it stands. */
    DISORDER("disorder"),
    /** The agent ends the task as failed, half of its artifact made. */
    FAIL_TASK("failTask"),
    /** The agent rejects the task. */
    REJECT_TASK("rejectTask"),
    /** The agent asks back before it makes anything. */
    ASK_INPUT("askInput");

    private final String spelling;

    Fault(String spelling) {
      this.spelling = spelling;
    }

    @Override
    public String spelling() {
      return spelling;
    }

    /** Returns whether only streams can fail so. */
    public boolean isOfStreams() {
      return ordinal() >= CUT_STREAM.ordinal() && !isOfTasks();
    }

    /** Returns whether only tasks can end so. */
    public boolean isOfTasks() {
      return this == FAIL_TASK || this == REJECT_TASK || this == ASK_INPUT;
    }

    @Override
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
