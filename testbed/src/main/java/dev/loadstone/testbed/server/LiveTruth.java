package dev.loadstone.testbed.server;

import dev.loadstone.testbed.agentkit.AgentKit;
import dev.loadstone.testbed.chain.Chain;
import dev.loadstone.testbed.market.Market;
import dev.loadstone.testbed.mesh.Mesh;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.station.FreezeClock;
import dev.loadstone.testbed.station.RouteStation;
import dev.loadstone.testbed.station.Ticker;
import dev.loadstone.testbed.truth.Truth;
import java.util.List;

/**
 * A truth at work: its stations, which are idle at first, and its freezes.
 *
 * @param truth what it comes from
 * @param freezes counted from the moment when it was applied
 * @param chain which begins with it
 * @param mesh which begins with it
 * @param market which begins with it
 * @param kit which begins with it
 * @param stations by the index of the route
 */
record LiveTruth(
    Truth truth,
    FreezeClock freezes,
    Chain chain,
    Mesh mesh,
    Market market,
    AgentKit kit,
    List<RouteStation> stations) {
  /**
   * Begins with a truth.
   *
   * @param instances how many testbeds there are that do the same
   */
  static LiveTruth apply(Truth truth, int instances, List<Route> routes, Ticker ticker) {
    long nowNanos = ticker.nanos();
    FreezeClock freezes = new FreezeClock(truth.freeze(), nowNanos);
    List<RouteStation> stations =
        routes.stream()
            .map(route ->
                new RouteStation(
                    truth.seed(),
                    route.name(),
                    truth.of(route),
                    freezes,
                    truth.platform().factor(instances)))
            .toList();
    Chain chain = new Chain(truth.seed(), truth.chain(), ticker::nanos);
    Mesh mesh = new Mesh(truth.mesh(), ticker::nanos);
    Market market = new Market(truth.market(), ticker::nanos);
    AgentKit kit = new AgentKit(truth.kit());
    return new LiveTruth(truth, freezes, chain, mesh, market, kit, stations);
  }
}
