import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.net.URI;
import java.time.Duration;

/**
 * What Gatling runs: a fixed number of users in a closed loop, or arrivals at a fixed rate. System
 * properties: peer.url, peer.seconds, and peer.users or peer.rate (with peer.poisson).
 */
public final class PeerSimulation extends Simulation {
  public PeerSimulation() {
    URI url = URI.create(System.getProperty("peer.url"));
    Duration length = Duration.ofSeconds(Long.getLong("peer.seconds"));
    HttpProtocolBuilder protocol =
        http.baseUrl(url.getScheme() + "://" + url.getAuthority()).disableCaching();
    ChainBuilder request =
        CoreDsl.exec(http("request").get(url.getPath()).check(status().is(200)));
    Integer users = Integer.getInteger("peer.users");
    if (users != null) {
      setUp(
          scenario("closed")
              .exec(CoreDsl.during(length).on(request))
              .injectOpen(atOnceUsers(users))
              .protocols(protocol));
      return;
    }
    double rate = Double.parseDouble(System.getProperty("peer.rate"));
    OpenInjectionStep arrivals =
        Boolean.getBoolean("peer.poisson")
            ? constantUsersPerSec(rate).during(length).randomized()
            : constantUsersPerSec(rate).during(length);
    setUp(
        scenario("open")
            .exec(request)
            .injectOpen(arrivals)
            .protocols(protocol.shareConnections()));
  }
}
