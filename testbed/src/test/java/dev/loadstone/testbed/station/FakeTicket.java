package dev.loadstone.testbed.station;

/** An operation that remembers when it is served. */
final class FakeTicket implements Ticket {
  private final long serviceNanos;
  private final boolean burns;
  private long startNanos = -1;
  private long endNanos = -1;
  private boolean called;

  FakeTicket(long serviceNanos) {
    this(serviceNanos, false);
  }

  FakeTicket(long serviceNanos, boolean burns) {
    this.serviceNanos = serviceNanos;
    this.burns = burns;
  }

  @Override
  public long serviceNanos() {
    return serviceNanos;
  }

  @Override
  public boolean burns() {
    return burns;
  }

  @Override
  public void scheduled(long start, long end) {
    startNanos = start;
    endNanos = end;
  }

  @Override
  public void called() {
    called = true;
  }

  /** Returns when its service starts; −1 if that is not known yet. */
  long start() {
    return startNanos;
  }

  long end() {
    return endNanos;
  }

  boolean isCalled() {
    return called;
  }
}
