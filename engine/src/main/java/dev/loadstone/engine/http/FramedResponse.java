package dev.loadstone.engine.http;

import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.value.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response that came in frames of HTTP/2. It keeps only what it is told to keep. Used again for
 * the next one. Not thread-safe.
 */
final class FramedResponse implements Response {
  private static final int STATUS_ERROR_MIN = 400;
  private static final int STATUS_REDIRECT_MIN = 300;
  private static final int SAMPLE_MAX = 1024;
  private static final int KEPT_BETWEEN = 64 * 1024;
  private static final AsciiString CONTENT_ENCODING = AsciiString.cached("content-encoding");
  private static final AsciiString SET_COOKIE = AsciiString.cached("set-cookie");
  private static final AsciiString LOCATION = AsciiString.cached("location");
  private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
  private static final AsciiString IDENTITY = AsciiString.cached("identity");

  private final Bytes headers = new Bytes();
  private final Bytes body = new Bytes();
  private boolean keepHeaders;
  private boolean keepBody;
  private int status;
  private long bodyBytes;
  private boolean bodyCut;
  private boolean compressed;
  private boolean begun;
  private @Nullable EventStream stream;
  private boolean hasStreamType;

  @Override
  public void reset(
      boolean answersHead, boolean wantHeaders, boolean wantBody, @Nullable EventStream to) {
    stream = to;
    hasStreamType = false;
    keepHeaders = wantHeaders;
    keepBody = wantBody;
    headers.shrink(KEPT_BETWEEN);
    body.shrink(KEPT_BETWEEN);
    status = 0;
    bodyBytes = 0;
    bodyCut = false;
    compressed = false;
    begun = false;
  }

  @Override
  public boolean hasBegun() {
    return begun;
  }

  /**
   * Takes a block of headers: informational (RFC 9110, section 15.2) ones are passed over, trailers
   * are told to a stream only.
   *
   * @throws MalformedResponseException if it has no status
   */
  void takeHeaders(Http2Headers block) throws MalformedResponseException {
    begun = true;
    if (status >= 200) {
      tell(block);
      return;
    }
    CharSequence code = block.status();
    status = code instanceof AsciiString text && text.length() == 3 ? text.parseInt() : 0;
    if (status < 100) {
      throw new MalformedResponseException("the response's :status is no status: " + code);
    }
    if (status < 200) {
      status = 0;
      return;
    }
    for (Map.Entry<CharSequence, CharSequence> field : block) {
      takeField(AsciiString.of(field.getKey()), AsciiString.of(field.getValue()));
    }
    tell(block);
  }

  private void tell(Http2Headers block) {
    if (stream != null) {
      for (Map.Entry<CharSequence, CharSequence> field : block) {
        stream.field(field.getKey(), field.getValue());
      }
    }
  }

  private void takeField(AsciiString name, AsciiString value) {
    if (name.charAt(0) == ':') {
      return;
    }
    boolean keep = keepHeaders;
    switch (name.length()) {
      case 12 -> {
        boolean asked = stream != null && name.equals(CONTENT_TYPE);
        keep |= asked;
        hasStreamType |=
            asked
                && stream != null
                && AsciiString.containsIgnoreCase(value, stream.operation().mediaType());
      }
      case 8 -> keep |= name.equals(LOCATION);
      case 10 -> keep |= name.equals(SET_COOKIE);
      case 16 -> {
        boolean coding = name.equals(CONTENT_ENCODING) && !value.contentEqualsIgnoreCase(IDENTITY);
        compressed |= coding;
        keep |= coding && keepBody;
      }
      default -> {
        // of no meaning here
      }
    }
    if (keep) {
      append(name);
      headers.append((byte) ':').append((byte) ' ');
      append(value);
      headers.append((byte) '\n');
    }
  }

  private void append(AsciiString text) {
    headers.append(text.array(), text.arrayOffset(), text.arrayOffset() + text.length());
  }

  /**
   * Takes a piece of the body.
   *
   * @param scratch at least as long as the piece; what is in it is lost
   */
  void takeBody(ByteBuf piece, byte[] scratch) {
    int length = piece.readableBytes();
    begun = true;
    bodyBytes += length;
    EventStream streaming = stream;
    if (streaming != null && isStream()) {
      piece.getBytes(piece.readerIndex(), scratch, 0, length);
      streaming.take(scratch, 0, length);
    }
    int kept = 0;
    if (keepBody) {
      bodyCut |= body.length() + (long) length > ResponseReader.BODY_KEPT_MAX;
      kept = bodyCut ? 0 : length;
    } else if (status >= STATUS_ERROR_MIN) {
      kept = Math.min(length, SAMPLE_MAX - body.length());
    }
    if (kept > 0) {
      piece.getBytes(piece.readerIndex(), scratch, 0, kept);
      body.append(scratch, 0, kept);
    }
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Bytes headers() {
    return headers;
  }

  @Override
  public Bytes body() {
    return body;
  }

  @Override
  public long bodyBytes() {
    return bodyBytes;
  }

  @Override
  public boolean isBodyCut() {
    return bodyCut;
  }

  @Override
  public boolean isCompressed() {
    return compressed;
  }

  @Override
  public boolean isStream() {
    return hasStreamType && status < STATUS_REDIRECT_MIN && !compressed;
  }

  @Override
  public boolean mayReuse() {
    return true;
  }
}
