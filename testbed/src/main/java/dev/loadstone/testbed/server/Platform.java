package dev.loadstone.testbed.server;

import dev.loadstone.testbed.chain.ChainLedger;
import dev.loadstone.testbed.ledger.Ledger;
import dev.loadstone.testbed.platform.Answer;
import dev.loadstone.testbed.platform.Endpoint;
import dev.loadstone.testbed.platform.Endpoints;
import dev.loadstone.testbed.platform.Talk;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.RouteTable;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.station.Burner;
import dev.loadstone.testbed.station.LeakedFiles;
import dev.loadstone.testbed.station.LeakedMemory;
import dev.loadstone.testbed.station.Ticker;
import dev.loadstone.testbed.truth.Truth;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that the event loops of one testbed have in common. Thread-safe. */
public final class Platform implements AutoCloseable {
  private static final Endpoint HEALTHY = call -> Answer.json(200, "{\"status\":\"ok\"}");

  private final Ticker ticker;
  private final InstantSource clock;
  private final RouteTable table = new RouteTable(Routes.ALL);
  private final List<Endpoint> endpoints;
  private final List<Optional<Talk>> talks;
  private final Ledger ledger;
  private final Burner burner = new Burner();
  private final LeakedMemory memory = new LeakedMemory();
  private final LeakedFiles files = new LeakedFiles();
  private volatile LiveTruth live;

  /**
   * Creates a platform that is not served yet.
   *
   * @param ticker for everything that is measured or held
   * @param clock for what is told of dates
   */
  public Platform(Truth truth, Ticker ticker, InstantSource clock) {
    this.ticker = ticker;
    this.clock = clock;
    Map<Route, Endpoint> served = Endpoints.all(ticker);
    endpoints = Routes.ALL.stream().map(route -> served.getOrDefault(route, HEALTHY)).toList();
    Map<Route, Talk> talking = Endpoints.talks();
    talks = Routes.ALL.stream().map(route -> Optional.ofNullable(talking.get(route))).toList();
    ledger = new Ledger(Routes.ALL, clock);
    live = LiveTruth.apply(truth, Routes.ALL, ticker);
  }

  /** Returns what the platform is told to do. */
  public Truth truth() {
    return live.truth();
  }

  /**
   * Replaces the truth: requests are counted from 0 again, stations are idle, rate limits full,
   * what leaked is given back, and the freezes begin anew. Operations under way end as they would
   * have.
   */
  public void apply(Truth truth) {
    live = LiveTruth.apply(truth, Routes.ALL, ticker);
    memory.free();
    files.free();
  }

  /** Returns what the platform really did. */
  public Ledger ledger() {
    return ledger;
  }

  /** Returns what the chain of the present truth really did. */
  public ChainLedger chain() {
    return live.chain().ledger();
  }

  /** Begins the ledger of the present truth's chain anew. */
  public void resetChainLedger() {
    live.chain().resetLedger();
  }

  LiveTruth live() {
    return live;
  }

  RouteTable table() {
    return table;
  }

  Endpoint endpoint(int route) {
    return endpoints.get(route);
  }

  /** Returns what answers a route message by message. */
  Optional<Talk> talk(int route) {
    return talks.get(route);
  }

  boolean isMetrics(int route) {
    return route < Routes.ALL.size() && Routes.ALL.get(route).equals(Routes.METRICS);
  }

  boolean isSocket(int route) {
    return route < Routes.ALL.size() && Routes.SOCKETS.contains(Routes.ALL.get(route));
  }

  boolean isTicker(int route) {
    return route < Routes.ALL.size() && Routes.ALL.get(route).equals(Routes.WS_TICKER);
  }

  boolean isChain(int route) {
    return route < Routes.ALL.size() && Routes.ALL.get(route).equals(Routes.RPC_SOCKET);
  }

  Ticker ticker() {
    return ticker;
  }

  InstantSource clock() {
    return clock;
  }

  Burner burner() {
    return burner;
  }

  LeakedMemory memory() {
    return memory;
  }

  LeakedFiles files() {
    return files;
  }

  /** Ends the threads that burn CPU time, and closes what operations left open. */
  @Override
  public void close() {
    burner.close();
    files.free();
  }
}
