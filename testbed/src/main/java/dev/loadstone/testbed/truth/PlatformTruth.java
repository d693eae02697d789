package dev.loadstone.testbed.truth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the multi-agent platform behaves.
 *
 * @param wrongRoutes the share of the router's decisions that name another agent than the right
 *     one, 0–1
 * @param tools what agents can call, by name; copied, in order
 * @param tenants how long a tenant's chat messages take in addition to the service, by the tenant;
 *     copied, in order
 * @param replyTokens how many tokens a reply to a chat message is told to have; 0 for those of its
 *     text
 * @param cacheHits the share of looks into the cache that find something, 0–1
 * @param contention by what share of them all service times grow with each instance of the testbed
 *     beside the first, at least 0
 */
public record PlatformTruth(
    double wrongRoutes,
    Map<String, Tool> tools,
    Map<String, ServiceLaw> tenants,
    int replyTokens,
    double cacheHits,
    double contention) {
  /** Everything right and at once; the tools {@code payment}, {@code email} and {@code search}. */
  public static final PlatformTruth DEFAULT =
      new PlatformTruth(0, defaultTools(), Map.of(), 0, 1, 0);

  /** Copies the maps. */
  public PlatformTruth {
    tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
    tenants = Collections.unmodifiableMap(new LinkedHashMap<>(tenants));
  }

  private static Map<String, Tool> defaultTools() {
    Map<String, Tool> tools = new LinkedHashMap<>();
    for (String name : new String[] {"payment", "email", "search"}) {
      tools.put(name, new Tool(ServiceLaw.NONE, 0));
    }
    return tools;
  }

  /**
   * Returns by what service times are multiplied.
   *
   * @param instances how many testbeds there are, at least 1
   */
  public double factor(int instances) {
    return 1 + contention * (instances - 1);
  }

  /**
   * What agents can call.
   *
   * @param time of a call, in addition to the service
   * @param failures the share of calls that the tool says have failed, 0–1
   */
  public record Tool(ServiceLaw time, double failures) {}
}
