package dev.loadstone.connectors.redis;

import io.lettuce.core.protocol.CommandHandler;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.Queue;

/**
 * Stands at the end of a connection's pipeline, where commands come in, and puts a {@link Batch} in
 * Lettuce's line of commands that await a reply as often as it has replies but one; Lettuce adds it
 * once more when it was written. Without it each command of a pipeline would pass through all
 * handlers and into a buffer of its own, which costs more than all the rest.
 *
 * <p>What to re-check when Lettuce is updated: that {@code CommandHandler.getStack} is the line
 * from which replies are given out, and that a command is taken from it with each reply.
 */
final class BatchWriter extends ChannelOutboundHandlerAdapter {
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof Batch batch && batch.times() > 1) {
      Queue<RedisCommand<?, ?, ?>> line = context.pipeline().get(CommandHandler.class).getStack();
      for (int i = 1; i < batch.times(); i++) {
        line.add(batch);
      }
    }
    context.write(message, promise);
  }
}
