package dev.loadstone.connectors.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A command that is written as often as its pipeline is long, all at once, and takes as many
 * replies. For Lettuce it is one command; {@link BatchWriter} lets it stay in line for all of its
 * replies. It is alone on its connection.
 */
final class Batch extends Command<String, String, @Nullable Object> {
  private final Listener listener;
  private final int times;
  private final Reply reply;
  private final List<@Nullable Object> replies;
  private final AtomicBoolean over = new AtomicBoolean();
  private @Nullable String error;
  private int missing;

  /** Hears of the end; told once, on the thread of the connection or that which closed it. */
  interface Listener {
    /**
     * All replies have come.
     *
     * @param replies those that are no errors
     * @param error the first reply that is one; null if none is
     */
    void replied(List<@Nullable Object> replies, @Nullable String error);

    /** The connection is of no use any more. */
    void broken(Throwable why);
  }

  /**
   * A command's name. As a text it is in small letters: Lettuce wraps those that it knows to change
   * a connection, so as to repeat them on a new one, which there never is here.
   */
  private record Keyword(String text) implements ProtocolKeyword {
    @Override
    public byte[] getBytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Creates one.
   *
   * @param name of the command, in capitals
   * @param arguments of the command
   * @param times how often it is sent; at least 1
   * @param texts whether texts in replies are kept
   */
  Batch(String name, List<String> arguments, int times, boolean texts, Listener listener) {
    super(new Keyword(name), null, encodable(arguments));
    this.listener = listener;
    this.times = times;
    this.reply = new Reply(texts);
    this.replies = new ArrayList<>(times);
    this.missing = times;
    setOutput(reply);
  }

  private static CommandArgs<String, String> encodable(List<String> arguments) {
    CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
    for (int i = 0; i < arguments.size(); i++) {
      args.add(arguments.get(i));
    }
    return args;
  }

  int times() {
    return times;
  }

  @Override
  public void encode(ByteBuf out) {
    int start = out.writerIndex();
    super.encode(out);
    int length = out.writerIndex() - start;
    out.ensureWritable(length * (times - 1));
    for (int i = 1; i < times; i++) {
      out.writeBytes(out, start, length);
    }
  }

  /** A reply has come. */
  @Override
  public void complete() {
    if (!reply.hasError()) {
      replies.add(reply.get());
    } else if (error == null) {
      error = reply.getError();
    }
    missing--;
    if (missing > 0) {
      reply.clear();
      return;
    }
    super.complete();
    if (over.compareAndSet(false, true)) {
      listener.replied(replies, error);
    }
  }

  @Override
  public boolean completeExceptionally(Throwable thrown) {
    boolean first = over.compareAndSet(false, true);
    if (first) {
      super.completeExceptionally(thrown);
      listener.broken(thrown);
    }
    return first;
  }

  @Override
  public void cancel() {
    super.cancel();
    completeExceptionally(new RedisException("the connection was closed"));
  }
}
