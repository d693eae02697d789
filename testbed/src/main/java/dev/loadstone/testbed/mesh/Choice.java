package dev.loadstone.testbed.mesh;

/**
 * What the mesh made of a wish.
 *
 * @param provider that answered; empty if none could
 * @param right whether it is the best of those that fit and are up
 * @param decisionNanos how long choosing took, every choice counted
 * @param providerNanos how long the provider took that answered
 * @param totalNanos how long it all took, calls that failed included
 * @param failovers how often the mesh went on to another provider
 * @param failoverNanos from the start of the first call that failed to the start of the one that
 *     was answered; 0 if none failed, or none was answered
 * @param switched whether it is another provider than the one that was chosen first, or than the
 *     one that answered the session last
 * @param microdollars what it cost
 * @param baselineMicrodollars what the dearest provider would have taken
 */
public record Choice(
    String provider,
    boolean right,
    long decisionNanos,
    long providerNanos,
    long totalNanos,
    int failovers,
    long failoverNanos,
    boolean switched,
    long microdollars,
    long baselineMicrodollars) {
  /** Returns whether a provider answered. */
  public boolean isMade() {
    return !provider.isEmpty();
  }
}
