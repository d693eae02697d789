package dev.loadstone.engine.benchmark;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Takes results, so that the compiler may not leave out what makes them. An opaque write must
 * happen and orders nothing, so that it costs about as much as storing a reference.
 *
 * <p>Source: JEP 193, {@link VarHandle#setOpaque}; the need: JMH samples 08 (dead code) and 09
 * (black holes).
 */
final class Blackhole {
  private static final VarHandle TAKEN;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(Blackhole.class, "taken", Object.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  @SuppressWarnings("UnusedVariable") // written only, by the handle
  private @Nullable Object taken;

  void take(@Nullable Object result) {
    TAKEN.setOpaque(this, result);
  }
}
