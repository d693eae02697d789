package dev.loadstone.testbed.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.route.RouteMatch.Found;
import dev.loadstone.testbed.route.RouteMatch.Unknown;
import dev.loadstone.testbed.route.RouteMatch.WrongMethod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private final RouteTable table =
      new RouteTable(
          List.of(
              Route.of("GET /plain"),
              Route.of("POST /plain"),
              Route.of("GET /cookies"),
              Route.of("GET /cookies/set/{name}/{value}"),
              Route.of("POST /echo")));

  @Test
  void match_literalPath_findsRoute() {
    assertThat(table.match("POST", "/plain")).isEqualTo(new Found(1, List.of()));
  }

  @Test
  void match_template_givesSegmentsAsSent() {
    assertThat(table.match("GET", "/cookies/set/a%20b/c"))
        .isEqualTo(new Found(3, List.of("a%20b", "c")));
  }

  @Test
  void match_headOfGetRoute_findsIt() {
    assertThat(table.match("HEAD", "/cookies")).isEqualTo(new Found(2, List.of()));
  }

  @Test
  void match_otherMethod_tellsAllMethodsOfThePath() {
    assertThat(table.match("PUT", "/plain")).isEqualTo(new WrongMethod("GET, HEAD, POST"));
    assertThat(table.match("GET", "/echo")).isEqualTo(new WrongMethod("POST"));
    assertThat(table.match("POST", "/cookies/set/a/b")).isEqualTo(new WrongMethod("GET, HEAD"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/plain/",
        "/plai",
        "/Plain",
        "/cookies/set",
        "/cookies/set/a",
        "/cookies/set/a/",
        "/cookies/set/a/b/c"
      })
  void match_pathThatDiffers_isUnknown(String path) {
    assertThat(table.match("GET", path)).isEqualTo(new Unknown());
  }

  @Test
  void match_everyRouteOfTheTestbed_findsItself() {
    RouteTable all = new RouteTable(Routes.ALL);
    for (int index = 0; index < Routes.ALL.size(); index++) {
      Route route = Routes.ALL.get(index);
      String path = route.template().replaceAll("\\{\\w+}", "7");
      RouteMatch match = all.match(route.method(), path);
      assertThat(match)
          .isInstanceOfSatisfying(
              Found.class, found -> assertThat(Routes.ALL.get(found.index())).isEqualTo(route));
    }
  }
}
