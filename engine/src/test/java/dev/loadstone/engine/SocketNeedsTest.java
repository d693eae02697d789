package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.Problem;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class SocketNeedsTest {
  private static SocketNeeds of(String http, String load) {
    String text = Runs.plan("http://127.0.0.1:1", "http: " + http, load, "- http: GET /\n");
    return SocketNeeds.of(new PlanReader().read("plan.yaml", text, ReadOptions.NONE));
  }

  private static SocketNeeds needs(boolean certain, long descriptors, String... addresses) {
    return new SocketNeeds(
        50_000,
        50_000,
        certain,
        descriptors,
        OptionalLong.of(28_232),
        List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
  }

  private static List<String> texts(SocketNeeds needs) {
    return needs.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void of_closedUsersWithTheirOwn_needsOneEach() {
    SocketNeeds needs =
        of("{connections: per-user}", "{model: closed, phases: [{from: 0, to: 300, for: 1s}]}");

    assertThat(needs.users()).isEqualTo(300);
    assertThat(needs.connections()).isEqualTo(300);
    assertThat(needs.certain()).isTrue();
    assertThat(needs.problems()).isEmpty();
  }

  @Test
  void of_limitedConnections_needsNoMore() {
    SocketNeeds needs =
        of("{maxConnections: 20}", "{model: closed, phases: [{users: 300, for: 1s}]}");

    assertThat(needs.connections()).isEqualTo(20);
    assertThat(needs.certain()).isFalse();
  }

  @Test
  void of_openLoad_needsNothingKnown() {
    assertThat(of("{connections: per-user}", "{phases: [{rate: 10/s, for: 1s}]}").connections())
        .isZero();
  }

  /** Clients of other people have limits of their own. */
  @Test
  void of_stepsWithoutHttp_needsNothingKnown() {
    String text =
        "name: x\nload: {model: closed, phases: [{users: 300, for: 1s}]}\nsteps: [{lab: echo}]\n";
    SocketNeeds needs = SocketNeeds.of(new PlanReader().read("plan.yaml", text, ReadOptions.NONE));

    assertThat(needs.connections()).isZero();
    assertThat(needs.notes()).isEmpty();
  }

  @Test
  void problems_enoughOfBoth_areNone() {
    assertThat(texts(needs(true, 50_000, "127.0.0.1", "127.0.0.2"))).isEmpty();
  }

  @Test
  void problems_tooFewDescriptors_tellTheLimitToSet() {
    assertThat(texts(needs(true, 19_900, "127.0.0.1", "127.0.0.2")))
        .containsExactly(
            "load must not need more connections than there can be, got: 50,000 users with 50,000 connections of their own, but this process has file descriptors for 19,900. Raise the limit (ulimit -n 50500), lower the number of users, or set http.maxConnections.");
  }

  @Test
  void problems_tooFewPorts_tellHowManyAddressesWouldDo() {
    assertThat(texts(needs(true, 100_000)))
        .containsExactly(
            "load must not need more connections than there can be, got: 50,000 users with 50,000 connections of their own, but one local address has 28,232 ports to one target. Name 2 addresses of this machine in http.localAddresses.");
  }

  @Test
  void problems_foreignAddress_namesOurs() {
    assertThat(texts(needs(true, 100_000, "127.0.0.1", "192.0.2.1")))
        .singleElement()
        .asString()
        .startsWith(
            "http.localAddresses[1] must be an address of this machine, got: 192.0.2.1. It has ")
        .contains("127.0.0.1");
  }

  @Test
  void notes_sharedConnections_tellWhatMayBeMissing() {
    SocketNeeds needs = needs(false, 19_900);

    assertThat(needs.problems()).isEmpty();
    assertThat(needs.notes())
        .containsExactly(
            "50,000 users may need 50,000 connections at once, but this process has file descriptors for 19,900. Raise the limit (ulimit -n 50500), lower the number of users, or set http.maxConnections.",
            "50,000 users may need 50,000 connections at once, but one local address has 28,232 ports to one target. Name 2 addresses of this machine in http.localAddresses.");
    assertThat(needs(true, 19_900).notes()).isEmpty();
  }
}
