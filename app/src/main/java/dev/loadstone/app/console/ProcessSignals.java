package dev.loadstone.app.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts by signal: SIGINT, which Ctrl+C sends, and SIGTERM.
 *
 * <p>A shutdown hook would not do: the JVM runs hooks once, and takes no second signal while it
 * does. The JDK's only other way is {@code sun.misc.Signal}, of the supported module {@code
 * jdk.unsupported}; by reflection, because the compiler's warning of it cannot be suppressed. Where
 * it is missing, signals end the process as ever.
 */
final class ProcessSignals implements Interrupts {
  private static final List<String> SIGNALS = List.of("INT", "TERM");

  private final Runnable beforeHalt;

  /**
   * Creates the source.
   *
   * @param beforeHalt what to do before the second interrupt ends the process; must not block
   */
  ProcessSignals(Runnable beforeHalt) {
    this.beforeHalt = beforeHalt;
  }

  @Override
  public Watch watch(Runnable action) {
    AtomicBoolean interrupted = new AtomicBoolean();
    Runnable signalled =
        () -> {
          if (interrupted.compareAndSet(false, true)) {
            action.run();
          } else {
            beforeHalt.run();
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
          }
        };
    try {
      Signals signals = new Signals();
      Object handler = signals.handler(signalled);
      List<Object> before =
          List.of(
              signals.handle(SIGNALS.getFirst(), handler),
              signals.handle(SIGNALS.getLast(), handler));
      return () -> restore(signals, before);
    } catch (ReflectiveOperationException noSignals) {
      return () -> {};
    }
  }

  private static void restore(Signals signals, List<Object> before) {
    try {
      signals.handle(SIGNALS.getFirst(), before.getFirst());
      signals.handle(SIGNALS.getLast(), before.getLast());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("signals could be handled before", impossible);
    }
  }

  /** {@code sun.misc.Signal}. */
  private static final class Signals {
    private final Class<?> signal = Class.forName("sun.misc.Signal");
    private final Class<?> handler = Class.forName("sun.misc.SignalHandler");

    Signals() throws ClassNotFoundException {}

    Object handler(Runnable signalled) {
      InvocationHandler calls =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  signalled.run();
                  yield null;
                }
                case "equals" ->
                    System.identityHashCode(proxy) == System.identityHashCode(first(arguments));
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "handler of Loadstone";
              };
      return Proxy.newProxyInstance(
          ProcessSignals.class.getClassLoader(), new Class<?>[] {handler}, calls);
    }

    private static @Nullable Object first(Object @Nullable [] arguments) {
      return arguments == null ? null : arguments[0];
    }

    /** Returns the handler that was there before. */
    Object handle(String name, Object newHandler) throws ReflectiveOperationException {
      Object number = signal.getConstructor(String.class).newInstance(name);
      return signal.getMethod("handle", signal, handler).invoke(null, number, newHandler);
    }
  }
}
