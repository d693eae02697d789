package dev.loadstone.engine.value;

import dev.loadstone.core.plan.Credential;
import dev.loadstone.core.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of a plan's variables and feeders. */
public final class Names {
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<String> slotNames = new ArrayList<>();
  private final List<String> feederNames = new ArrayList<>();
  private final List<FeederRows> feeders = new ArrayList<>();
  private final Map<String, Credential> credentials;

  /** Creates the numbers of a plan. */
  public Names(Plan plan) {
    credentials = plan.credentials();
    plan.feeders()
        .forEach((name, feeder) -> {
          feeders.add(new FeederRows(feeder, RandomStream.mix(plan.seed(), feederNames.size())));
          feederNames.add(name);
        });
  }

  /** Returns the number of a variable, a new one if it has none yet. */
  public int slot(String variable) {
    return slots.computeIfAbsent(
        variable,
        name -> {
          slotNames.add(name);
          return slotNames.size() - 1;
        });
  }

  /** Returns a variable's number, or −1 if nothing uses it. */
  public int slotIfUsed(String variable) {
    return slots.getOrDefault(variable, -1);
  }

  /** Returns the name of a slot. */
  public String slotName(int slot) {
    return slotNames.get(slot);
  }

  /** Returns how many slots there are. */
  public int slots() {
    return slotNames.size();
  }

  /** Returns a feeder's number. */
  public int feeder(String name) {
    int number = feederNames.indexOf(name);
    if (number < 0) {
      throw new IllegalArgumentException("the plan has no feeder " + name);
    }
    return number;
  }

  /** Returns the feeders in the order of their numbers. */
  public List<FeederRows> feeders() {
    return feeders;
  }

  /** Returns a credential's secret in UTF-8. */
  byte[] secret(String credential) {
    Credential known = credentials.get(credential);
    if (known == null) {
      throw new IllegalArgumentException("the plan has no credential " + credential);
    }
    return known.secret().getBytes(StandardCharsets.UTF_8);
  }
}
