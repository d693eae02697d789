package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.util.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The manifests for Kubernetes, read strictly into the types of its API. Its own reader refuses
 * keys that it does not know, but makes texts of numbers and {@code false} of any text; so what it
 * has read, written again, must be what was there.
 */
final class Manifests {
  static final Path DEPLOY = Path.of("..", "deploy");
  static final Path FOLDER = DEPLOY.resolve("kubernetes");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Manifests() {}

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static List<Object> all() throws IOException {
    List<Object> objects = new ArrayList<>();
    for (Path file : files()) {
      objects.addAll(read(Files.readString(file)));
    }
    return objects;
  }

  /**
   * Reads manifests.
   *
   * @throws YAMLException if something is no object of the API, or has a key that it has not
   * @throws AssertionError if a value is of another type than the API's
   */
  static List<Object> read(String text) throws IOException {
    List<Object> objects = Yaml.loadAll(text);
    List<JsonNode> written = new ArrayList<>();
    new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(text)
        .forEach(document -> written.add(MAPPER.valueToTree(document)));
    assertThat(objects).hasSameSizeAs(written);
    for (int i = 0; i < written.size(); i++) {
      assertThat(filled(MAPPER.readTree(JSON.serialize(objects.get(i)))))
          .isEqualTo(filled(written.get(i)));
    }
    return objects;
  }

  /** Returns what is in a document without the empty maps and lists that the reader adds. */
  private static JsonNode filled(JsonNode node) {
    if (node.isArray()) {
      ArrayNode all = MAPPER.createArrayNode();
      node.forEach(element -> all.add(filled(element)));
      return all;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode fields = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = filled(field.getValue());
      if (!value.isContainerNode() || !value.isEmpty()) {
        fields.set(field.getKey(), value);
      }
    }
    return fields;
  }

  static <T> T only(Class<T> type) throws IOException {
    List<T> found = all().stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  static <T> T known(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  /** Returns the pod of the one job. */
  static V1PodSpec job() throws IOException {
    return known(known(only(V1Job.class).getSpec()).getTemplate().getSpec());
  }

  /** Returns the pod of the one deployment. */
  static V1PodSpec testbed() throws IOException {
    return known(known(only(V1Deployment.class).getSpec()).getTemplate().getSpec());
  }

  static V1Container container(V1PodSpec pod) {
    assertThat(pod.getContainers()).hasSize(1);
    return pod.getContainers().getFirst();
  }

  static List<String> args(V1PodSpec pod) {
    return known(container(pod).getArgs());
  }

  static String readinessPath(V1PodSpec pod) {
    return known(known(known(container(pod).getReadinessProbe()).getHttpGet()).getPath());
  }

  /** Returns the text of the plan in the map that the job mounts. */
  static String plan() throws IOException {
    Map<String, String> data = known(only(V1ConfigMap.class).getData());
    return known(data.get("plan.yaml"));
  }
}
