package dev.loadstone.testbed.truth;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import java.util.Map;

/**
 * All that a testbed is told to do.
 *
 * @param seed of everything random
 * @param fallback for the routes that are not named, except the operational ones
 * @param routes by name, complete in themselves; copied
 * @param freeze of the whole server
 * @param chain how the chain behaves
 * @param mcp how the MCP server behaves
 * @param mesh how the arbitration mesh behaves
 */
public record Truth(
    long seed,
    RouteTruth fallback,
    Map<String, RouteTruth> routes,
    Freeze freeze,
    McpTruth mcp,
    ChainTruth chain,
    MeshTruth mesh) {
  /** Everything at once, nothing fails. */
  public static final Truth IDEAL =
      new Truth(
          42,
          RouteTruth.IDEAL,
          Map.of(),
          Freeze.NEVER,
          McpTruth.DEFAULT,
          ChainTruth.DEFAULT,
          MeshTruth.DEFAULT);

  /** Copies the routes. */
  public Truth {
    routes = Map.copyOf(routes);
  }

  /**
   * Reads a truth.
   *
   * @param fileName the name to give in problems
   * @param text YAML or JSON
   * @throws InvalidInputException with all problems of the text, if there are any
   */
  public static Truth parse(String fileName, String text) {
    return TruthReader.read(fileName, text);
  }

  /**
   * Reads a truth that is a document already.
   *
   * @throws InvalidInputException with all problems of the document, each at its place in it
   */
  public static Truth read(DocumentNode document) {
    return TruthReader.read(document);
  }

  /** Returns what holds for a route. */
  public RouteTruth of(Route route) {
    RouteTruth ofOthers = Routes.OPERATIONAL.contains(route) ? RouteTruth.IDEAL : fallback;
    return routes.getOrDefault(route.name(), ofOthers);
  }

  /** Returns the truth as a JSON document that {@link #parse} reads as an equal one. */
  public String toJson() {
    return TruthJson.write(this);
  }
}
