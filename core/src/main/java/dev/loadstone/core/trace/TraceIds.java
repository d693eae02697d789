package dev.loadstone.core.trace;

import java.util.HexFormat;

/**
 * By what the span of a request is known.
 *
 * <p><b>Source:</b> W3C Trace Context, section 3.2, {@code traceparent}.
 *
 * @param traceHigh the upper half of the trace's id
 * @param traceLow its lower half; not 0
 * @param span the span's id; not 0
 */
public record TraceIds(long traceHigh, long traceLow, long span) {
  /** The name of the header that carries them. */
  public static final String HEADER = "traceparent";

  private static final HexFormat HEX = HexFormat.of();

  /** Returns the trace's id: 32 hexadecimal digits. */
  public String traceId() {
    return HEX.toHexDigits(traceHigh) + HEX.toHexDigits(traceLow);
  }

  /** Returns the span's id: 16 hexadecimal digits. */
  public String spanId() {
    return HEX.toHexDigits(span);
  }

  /** Returns the value of the header, which says that the request is sampled. */
  public String traceparent() {
    return "00-" + traceId() + "-" + spanId() + "-01";
  }
}
