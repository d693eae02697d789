package dev.loadstone.testbed.chain;

/** A call that gives an error. */
final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String why;

  RpcException(int code, String why) {
    super(why, null, false, false);
    this.code = code;
    this.why = why;
  }

  int code() {
    return code;
  }

  String why() {
    return why;
  }
}
