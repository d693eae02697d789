package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.DropReason;
import dev.loadstone.engine.record.StreamRecorder;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.stream.StreamOperation;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.UserValues;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP operation of a virtual user, from its intended start to its end, redirects included.
 * Used again for the user's next operation. All times are the loop's, in nanoseconds. Not
 * thread-safe.
 */
public final class Exchange {
  /** A time that was not reached. */
  public static final long NEVER = Long.MIN_VALUE;

  private final UserValues values;
  private final CookieJar cookies = new CookieJar();
  private final Listener listener;
  private @Nullable HttpOperation operation;
  private @Nullable Carrier carrier;
  private @Nullable Connection own;
  private @Nullable ErrorClass error;
  private @Nullable String message;
  private @Nullable Route route;
  private String responseText = "";
  private String requestLine = "";
  private @Nullable DropReason dropReason;
  private final KnownStreams streams = new KnownStreams();
  private @Nullable EventStream stream;
  private @Nullable Bytes content;
  private boolean contentWhole;
  private @Nullable BodyReader bodyReader;
  private @Nullable Bytes kept;
  private @Nullable Upgrade upgrade;
  private String wantedHeader = "";
  private final Bytes keptHeader = new Bytes();
  private int redirects;
  private int retries;
  private int checksPassed;
  private int checksFailed;
  private int status;
  private long askedNanos;
  private long startNanos;
  private long waitNanos;
  private long connectNanos;
  private long tlsNanos;
  private long sentNanos;
  private long firstByteNanos;
  private long bytesSent;
  private long bytesReceived;
  private long responseTimeNanos;
  private long intendedNanos;
  private int serial;
  private int instance = Instances.NONE;

  /** Hears of an operation's end. */
  public interface Listener {
    /**
     * The operation is over.
     *
     * @param exchange all about it, until the next operation starts
     * @param endNanos when its end was read from the socket
     */
    void finished(Exchange exchange, long endNanos);
  }

  /**
   * Creates the exchange of a user.
   *
   * @param values what the user knows
   * @param listener hears of each operation's end, on the loop
   */
  public Exchange(UserValues values, Listener listener) {
    this.values = values;
    this.listener = listener;
  }

  /**
   * Where a request goes that does not go where its step says: to an absolute URL, or after a
   * redirect.
   *
   * @param origin the server
   * @param path the path with its query
   * @param method the method
   * @param withBody whether the step's body is sent
   */
  record Route(Origin origin, String path, String method, boolean withBody) {}

  /**
   * Has the response of the next operation read as a stream.
   *
   * @param recorder takes what is measured of it
   */
  public void streamTo(StreamOperation operation, StreamRecorder recorder) {
    stream = streams.begin(operation, recorder);
  }

  /** Returns what reads the response as a stream; null if it is none. */
  public @Nullable EventStream stream() {
    return stream;
  }

  /**
   * Has a header of the responses to all following operations kept.
   *
   * @param name in lower case; of operations whose response may be a stream or one JSON text
   */
  public void keepHeader(String name) {
    wantedHeader = name;
  }

  /** Returns the value of the header that is kept; empty if the response had none. */
  public Bytes keptHeader() {
    return keptHeader;
  }

  String wantedHeader() {
    return wantedHeader;
  }

  /** Has the response of the next operation read as a whole. */
  public void streamToNothing() {
    stream = null;
  }

  /**
   * Has the next operations send these bytes instead of the body of their step; over HTTP/2 only.
   * {@link #sendMore} sends what is appended to them later.
   *
   * @param bytes must not change otherwise while an operation is under way, for they may be sent
   *     again on another connection
   * @param whole whether nothing will be appended
   */
  public void send(Bytes bytes, boolean whole) {
    content = bytes;
    contentWhole = whole;
  }

  /**
   * Sends what was appended to the bytes since the operation was started; where it has no stream
   * yet, all is sent as soon as it has.
   *
   * @param whole whether nothing more will be appended
   */
  public void sendMore(boolean whole) {
    contentWhole = whole;
    if (carrier instanceof Lane lane) {
      lane.connection().sendMore(lane, this);
    }
  }

  /** Returns what is sent instead of the body of the step; null for nothing. */
  @Nullable Bytes content() {
    return content;
  }

  /** Returns whether the request ends with what there is of its body. */
  boolean isContentWhole() {
    return content == null || contentWhole;
  }

  /**
   * Has the whole body of each response below status 400 read before it is checked.
   *
   * @param reader null for nobody, as at first
   */
  public void readBodyBy(@Nullable BodyReader reader) {
    bodyReader = reader;
  }

  @Nullable BodyReader bodyReader() {
    return bodyReader;
  }

  /** Returns whether anything needs the body of the response. */
  boolean needsBody() {
    return bodyReader != null || kept != null || operation().needsBody();
  }

  /**
   * Has the bodies of responses that are no streams copied, decompressed, when they are complete.
   *
   * @param copy what they are copied to, each in the place of the one before
   */
  public void bodyTo(Bytes copy) {
    kept = copy;
  }

  void keep(Bytes body) {
    if (kept != null) {
      kept.clear().append(body);
    }
  }

  /** Has the connection of each operation from now on handed over if the server switches to it. */
  public void upgradeTo(Upgrade next) {
    upgrade = next;
  }

  @Nullable Upgrade upgrade() {
    return upgrade;
  }

  void begin(HttpOperation next, long intended, long now) {
    serial++;
    if (kept != null) {
      kept.clear();
    }
    operation = next;
    if (next.instances().areSeveral()) {
      instance = next.instances().next(instance);
    }
    carrier = null;
    retries = 0;
    error = null;
    message = null;
    route = null;
    responseText = "";
    requestLine = "";
    dropReason = null;
    redirects = 0;
    checksPassed = 0;
    checksFailed = 0;
    status = 0;
    keptHeader.clear();
    intendedNanos = intended;
    askedNanos = now;
    startNanos = NEVER;
    waitNanos = 0;
    connectNanos = NEVER;
    tlsNanos = NEVER;
    sentNanos = NEVER;
    firstByteNanos = NEVER;
    bytesSent = 0;
    bytesReceived = 0;
  }

  /** Returns where the instance is that the operation's request goes to, unless it has a route. */
  Origin origin() {
    return operation().instances().at(instance);
  }

  /** Returns a number that changes with each operation, and when one is abandoned. */
  int serial() {
    return serial;
  }

  /** Lets whoever still works for the operation know that nobody waits for it. */
  void abandon() {
    serial++;
  }

  /** Marks the actual start, the wait for a connection being over. */
  void start(long now) {
    if (startNanos == NEVER) {
      startNanos = now;
      waitNanos = now - askedNanos;
    }
  }

  /** Takes the start back: what the operation had begun to wait for is not to be had. */
  void unstart() {
    startNanos = NEVER;
  }

  /** Counts that the request is sent again, and returns how often it was. */
  int retry() {
    return ++retries;
  }

  void fail(ErrorClass cause, @Nullable String why) {
    if (error == null) {
      error = cause;
      message = why;
    }
  }

  /** Fails because the generator could not even begin. */
  void failAsDropped(DropReason reason, String why) {
    fail(ErrorClass.CONNECT, why);
    dropReason = reason;
  }

  void checkPassed() {
    checksPassed++;
  }

  void checkFailed() {
    checksFailed++;
  }

  void connected(long nanos) {
    connectNanos = nanos;
  }

  /** Takes back what was measured of a connection that is not used after all. */
  void unconnected() {
    connectNanos = NEVER;
    tlsNanos = NEVER;
  }

  void handshaken(long nanos) {
    tlsNanos = nanos;
  }

  void sent(long now, int bytes) {
    sentNanos = now;
    bytesSent += bytes;
  }

  void received(long now, int bytes) {
    bytesReceived += bytes;
    if (stream != null) {
      stream.readAt(now);
    }
    if (firstByteNanos == NEVER) {
      firstByteNanos = now;
    }
  }

  void statusIs(int code) {
    status = code;
  }

  void responseIs(String beginning) {
    responseText = beginning;
  }

  void requestLineIs(String line) {
    requestLine = line;
  }

  void route(Route next) {
    route = next;
  }

  void follow(Route next) {
    route = next;
    redirects++;
  }

  void holds(@Nullable Carrier next) {
    carrier = next;
  }

  void owns(@Nullable Connection next) {
    own = next;
  }

  void responseTime(long nanos) {
    responseTimeNanos = nanos;
  }

  void finish(long endNanos) {
    listener.finished(this, endNanos);
  }

  /** Returns the response's status; 0 if there was none. */
  public int status() {
    return status;
  }

  HttpOperation operation() {
    if (operation == null) {
      throw new IllegalStateException("no operation was begun");
    }
    return operation;
  }

  @Nullable Carrier carrier() {
    return carrier;
  }

  @Nullable Connection own() {
    return own;
  }

  @Nullable Route route() {
    return route;
  }

  int redirects() {
    return redirects;
  }

  CookieJar cookies() {
    return cookies;
  }

  long responseTimeNanos() {
    return responseTimeNanos;
  }

  /** Returns what the user knows. */
  public UserValues values() {
    return values;
  }

  /** Returns the intended start. */
  public long intendedNanos() {
    return intendedNanos;
  }

  /** Returns the actual start; {@link #NEVER} if it did not come to it. */
  public long startNanos() {
    return startNanos;
  }

  /**
   * Returns when the request was handed to the socket, of several the last; {@link #NEVER} if none
   * was.
   */
  public long sentNanos() {
    return sentNanos;
  }

  /** Returns how long the operation waited for a connection. */
  public long waitNanos() {
    return waitNanos;
  }

  /**
   * Returns how long the operation waited for its TCP connection; {@link #NEVER} if an open one was
   * used.
   */
  public long connectNanos() {
    return connectNanos;
  }

  /** Returns how long it waited for the TLS handshake; {@link #NEVER} if there was none. */
  public long tlsNanos() {
    return tlsNanos;
  }

  /**
   * Returns the time from the (last) request to the first byte of the first response; {@link
   * #NEVER} if none came.
   */
  public long firstByteTimeNanos() {
    return firstByteNanos == NEVER || redirects > 0 ? NEVER : firstByteNanos - sentNanos;
  }

  /** Returns the bytes sent. */
  public long bytesSent() {
    return bytesSent;
  }

  /** Returns the bytes received. */
  public long bytesReceived() {
    return bytesReceived;
  }

  /** Returns how many checks held. */
  public int checksPassed() {
    return checksPassed;
  }

  /** Returns how many checks did not hold. */
  public int checksFailed() {
    return checksFailed;
  }

  /** Returns why the operation failed; null if it did not. */
  public @Nullable ErrorClass error() {
    return error;
  }

  /** Returns what the generator lacked to begin it, so that it is dropped; null if nothing. */
  public @Nullable DropReason dropReason() {
    return dropReason;
  }

  /** Returns what was wrong, for a person; allocates. */
  public String message() {
    if (message != null) {
      return message;
    }
    return status > 0 ? "status " + status : "";
  }

  /** Returns the request's first line, if the operation failed. */
  public String requestLine() {
    return requestLine;
  }

  /** Returns the beginning of the response, if the operation failed and there was one. */
  public String responseText() {
    return responseText;
  }
}
