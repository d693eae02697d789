package dev.loadstone.testbed.agentkit;

import dev.loadstone.testbed.truth.KitTruth;

/** The services of one truth, as they stand. Thread-safe. */
public final class AgentKit {
  private final KitTruth truth;
  private final Lending lending = new Lending();
  private final Liquidity liquidity = new Liquidity();
  private final Conversations conversations;

  /** Creates services that know nobody yet. */
  public AgentKit(KitTruth truth) {
    this.truth = truth;
    conversations = new Conversations(truth.memory());
  }

  /** Returns what they are told to do. */
  public KitTruth truth() {
    return truth;
  }

  /** Returns the lending market. */
  public Lending lending() {
    return lending;
  }

  /** Returns what was lent to the second exchange. */
  public Liquidity liquidity() {
    return liquidity;
  }

  /** Returns the memory. */
  public Conversations conversations() {
    return conversations;
  }
}
