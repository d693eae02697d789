package dev.loadstone.engine.http;

import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.time.TimerHeap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP client needs of its event loop.
 *
 * @param eventLoop on which everything happens
 * @param channelType the transport's socket channel
 * @param clock the loop's time in nanoseconds
 * @param timers the loop's timers
 * @param settings of the plan
 * @param connectionsMax how many connections to one origin this loop may have open at once; at
 *     least 1
 * @param descriptors how many connections this loop may have open at once to all origins, because
 *     the process may have no more file descriptors
 * @param resolver addresses, shared by all loops
 * @param tls how TLS is spoken
 * @param samples which failures are to be kept as examples
 * @param opened hears of every connection that was opened, with what is spoken on it
 * @param spareFailed hears of every connection that could not be opened while nobody waited for it
 * @param driverFailed hears of what goes wrong in the generator itself
 * @param tracer chooses requests to be traced; null if none is
 */
public record HttpEnvironment(
    EventLoop eventLoop,
    Class<? extends Channel> channelType,
    LongSupplier clock,
    TimerHeap timers,
    HttpSettings settings,
    int connectionsMax,
    int descriptors,
    Resolver resolver,
    TlsContexts tls,
    SampleFilter samples,
    Consumer<Version> opened,
    Consumer<ErrorClass> spareFailed,
    Consumer<Throwable> driverFailed,
    @Nullable RequestTracer tracer) {
  /** Says which failures are worth the cost of describing them. */
  public interface SampleFilter {
    /**
     * Returns whether a failure of this class of the operation of this number is to be described.
     */
    boolean wants(int operation, ErrorClass error);
  }
}
