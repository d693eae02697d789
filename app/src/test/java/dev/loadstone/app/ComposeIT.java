package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The compose stack, as far as it can be told without an engine and its images. */
final class ComposeIT {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Pattern SCRAPED = Pattern.compile("targets: \\[\"([a-z-]+):");
  private static final Pattern MOUNTED = Pattern.compile("- (\\./\\S+):/");

  @Test
  void stack_againstTheSchema_isAccepted() throws Exception {
    Tool.Answer answer =
        Tool.needed("env")
            .run(
                DEPLOY,
                "",
                "GRAFANA_PASSWORD=secret",
                Tool.needed("docker-compose").file().toString(),
                "-f",
                "compose.yaml",
                "config");

    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat(answer.text()).contains("node-exporter:", "condition: service_healthy");
  }

  @Test
  void stack_withoutAPassword_isRefused() throws Exception {
    Tool.Answer answer =
        Tool.needed("docker-compose").run(DEPLOY, "", "-f", "compose.yaml", "config");

    assertThat(answer.code()).isNotZero();
    assertThat(answer.text()).contains("set GRAFANA_PASSWORD");
  }

  @Test
  void stack_servicesAndFolders_areThoseThatItsPartsName() throws IOException {
    String stack = Files.readString(DEPLOY.resolve("compose.yaml"));
    String prometheus = Files.readString(DEPLOY.resolve("prometheus").resolve("prometheus.yml"));
    Matcher scraped = SCRAPED.matcher(prometheus);
    int services = 0;
    while (scraped.find()) {
      if (!scraped.group(1).equals("localhost")) {
        assertThat(stack).contains("\n  " + scraped.group(1) + ":\n");
        services++;
      }
    }
    assertThat(services).isEqualTo(3);
    Matcher mounted = MOUNTED.matcher(stack);
    while (mounted.find()) {
      assertThat(DEPLOY.resolve(mounted.group(1))).isDirectory();
    }
  }
}
