package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose stack, as far as it can be told without an engine and its images. */
final class ComposeIT {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Pattern SCRAPED = Pattern.compile("targets: \\[\"([a-z-]+):");
  private static final Pattern MOUNTED = Pattern.compile("- (\\./\\S+):/");
  private static final Set<String> OF_LOGS = Set.of("elasticsearch", "kibana", "filebeat");

  @TempDir private Path folder;

  private static Tool.Answer config() throws IOException, InterruptedException {
    return Tool.needed("env")
        .run(
            DEPLOY,
            "",
            "GRAFANA_PASSWORD=secret",
            Tool.needed("docker-compose").file().toString(),
            "-f",
            "compose.yaml",
            "config");
  }

  /** Returns the stack's services as the tool reads them. */
  private static JsonNode services() throws IOException, InterruptedException {
    return yaml(config().text()).path("services");
  }

  private static JsonNode yaml(String text) {
    Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return new ObjectMapper().valueToTree(document);
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void stack_againstTheSchema_isAccepted() throws Exception {
    Tool.Answer answer = config();

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
      assertThat(DEPLOY.resolve(mounted.group(1))).exists();
    }
  }

  @Test
  void stack_imagesAndPorts_arePinnedAndOfThisMachineOnly() throws Exception {
    assertThat(services().properties())
        .hasSizeGreaterThan(8)
        .allSatisfy(one -> {
          JsonNode service = one.getValue();
          assertThat(service.path("image").asText()).matches("[a-z./-]+:v?\\d+(\\.\\d+)*(-jdk)?");
          assertThat(texts(service.path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
        });
  }

  @Test
  void stack_logs_areOptionalAndReadFromWhereTheRunWritesThem() throws Exception {
    JsonNode services = services();
    Set<String> optional = new TreeSet<>();
    Set<String> versions = new TreeSet<>();
    for (Map.Entry<String, JsonNode> one : services.properties()) {
      if (one.getValue().has("profiles")) {
        assertThat(texts(one.getValue().path("profiles"))).containsExactly("logs");
        optional.add(one.getKey());
        versions.add(one.getValue().path("image").asText().replaceFirst(".*:", ""));
      }
    }
    assertThat(optional).isEqualTo(OF_LOGS);
    assertThat(versions).as("versions of Elastic's programs").hasSize(1);

    JsonNode shipper = yaml(Files.readString(DEPLOY.resolve("filebeat").resolve("filebeat.yml")));
    JsonNode input = shipper.path("filebeat.inputs").path(0);
    assertThat(texts(input.path("paths"))).containsExactly("/logs/*.log");
    assertThat(input.path("parsers").path(0).path("ndjson").path("expand_keys").booleanValue())
        .isTrue();
    assertThat(texts(services.path("loadstone").path("command")))
        .containsSequence("--log-file", "/logs/loadstone.log", "--log-format", "ecs");
    assertThat(texts(services.path("loadstone").path("volumes"))).contains("logs:/logs:rw");
    assertThat(texts(services.path("filebeat").path("volumes"))).contains("logs:/logs:ro");
    String address = "http://elasticsearch:9200";
    assertThat(texts(shipper.path("output.elasticsearch").path("hosts"))).containsExactly(address);
    assertThat(services.path("kibana").path("environment").path("ELASTICSEARCH_HOSTS").asText())
        .isEqualTo(address);
  }

  @Test
  void loadstone_commandLine_runsAPlanAndWritesItsLog() throws Exception {
    Path plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            """
            name: quick
            target: ${TARGET}
            load: {phases: [{rate: 50/s, for: 1s}]}
            steps:
              - http: GET /api/v1/agents
            """);
    List<String> args = new ArrayList<>();
    for (String arg : texts(services().path("loadstone").path("command"))) {
      args.add(
          switch (arg) {
            case "/plans/plan.yaml" -> plan.toString();
            case "/tmp/run" -> folder.resolve("run").toString();
            case "/logs/loadstone.log" -> folder.resolve("logs/loadstone.log").toString();
            case "0.0.0.0:9464" -> "0.0.0.0:0";
            default -> arg;
          });
    }
    assertThat(args.removeFirst()).isEqualTo("/opt/loadstone/loadstone");
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      Cli.Answer answer =
          Cli.run(
              Map.of("TARGET", "http://127.0.0.1:" + testbed.port()), args.toArray(String[]::new));

      assertThat(answer.code()).as(answer.err()).isIn(0, 5); // a busy machine is late
      List<JsonNode> events =
          EcsLines.of(Files.readString(folder.resolve("logs").resolve("loadstone.log")));
      JsonNode judged = EcsLines.only(events, "run-judged");
      assertThat(judged.path("labels.run_id").textValue()).isEqualTo("run");
      assertThat(judged.path("loadstone.operations").intValue()).isEqualTo(50);
    }
  }
}
