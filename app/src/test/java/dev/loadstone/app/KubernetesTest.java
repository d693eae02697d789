package dev.loadstone.app;

import static dev.loadstone.app.Manifests.known;
import static dev.loadstone.app.Manifests.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests, as the Kubernetes API reads them, and as they refer to each other. */
final class KubernetesTest {
  @TempDir private Path folder;

  @Test
  void manifests_readByTheApi_areWhatTheySay() throws IOException {
    assertThat(Manifests.all())
        .hasSize(5)
        .allSatisfy(object ->
            assertThat(known(((KubernetesObject) object).getMetadata()).getLabels())
                .containsEntry("app.kubernetes.io/part-of", "loadstone"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run.yaml     | backoffLimit:          | backofLimit:
          run.yaml     | backoffLimit: 0        | backoffLimit: none
          run.yaml     | readOnlyRootFilesystem | readOnlyRootFileSystem
          run.yaml     | runAsUser: 10001       | runAsUser: nobody
          run.yaml     | runAsNonRoot: true     | runAsNonRoot: perhaps
          run.yaml     | kind: Job              | kind: Jobb
          testbed.yaml | containerPort: 18800   | containerPort: http
          run.yaml     | port: "9464"           | port: 9464
          run.yaml     | name: POD_NAME         | name: 5
          run.yaml     | cpu: "2"               | cpu: two
          testbed.yaml | targetPort:            | target_port:
          runs.yaml    | storage: 5Gi           | storage: 5GiB
          runs.yaml    | accessModes:           | accessMode:
          plan.yaml    | data:                  | datum:
          """)
  void manifest_spoiled_isRefused(String file, String good, String spoiled) throws IOException {
    String text = Files.readString(Manifests.FOLDER.resolve(file));
    String wrong = text.replace(good, spoiled);
    assertThat(wrong).isNotEqualTo(text);

    assertThatThrownBy(() -> Manifests.read(wrong)).isInstanceOf(Throwable.class);
  }

  @Test
  void job_volumes_areThoseOfTheOtherManifests() throws IOException {
    V1PodSpec pod = Manifests.job();
    List<V1Volume> volumes = known(pod.getVolumes());
    String plan = nameOf(only(V1ConfigMap.class));
    String claim = nameOf(only(V1PersistentVolumeClaim.class));

    assertThat(volumes)
        .anyMatch(
            volume -> volume.getConfigMap() != null && plan.equals(volume.getConfigMap().getName()))
        .anyMatch(volume ->
            volume.getPersistentVolumeClaim() != null
                && claim.equals(volume.getPersistentVolumeClaim().getClaimName()));
    assertThat(known(Manifests.container(pod).getVolumeMounts()))
        .hasSameSizeAs(volumes)
        .allMatch(
            mount -> volumes.stream().anyMatch(volume -> volume.getName().equals(mount.getName())));
  }

  private static String nameOf(KubernetesObject object) {
    return known(known(object.getMetadata()).getName());
  }

  @Test
  void job_targetAndMetrics_areWhereTheyAreServed() throws IOException {
    V1Service service = only(V1Service.class);
    V1Container container = Manifests.container(Manifests.job());
    String target =
        "http://"
            + nameOf(service)
            + ":"
            + known(known(service.getSpec()).getPorts()).getFirst().getPort();
    Map<String, String> annotations =
        known(
            known(known(only(V1Job.class).getSpec()).getTemplate().getMetadata()).getAnnotations());

    assertThat(known(container.getEnv()))
        .anyMatch(
            variable -> variable.getName().equals("TARGET") && target.equals(variable.getValue()));
    assertThat(known(known(service.getSpec()).getSelector()))
        .isEqualTo(known(only(V1Deployment.class).getSpec()).getSelector().getMatchLabels());
    assertThat(known(container.getArgs()))
        .contains("0.0.0.0:" + annotations.get("prometheus.io/port"));
    assertThat(known(container.getPorts()).getFirst().getContainerPort())
        .hasToString(annotations.get("prometheus.io/port"));
  }

  @Test
  void testbed_port_isThatOfItsArgumentsAndItsService() throws IOException {
    V1Container container = Manifests.container(Manifests.testbed());
    var served = known(container.getPorts()).getFirst();
    var port = known(known(only(V1Service.class).getSpec()).getPorts()).getFirst();

    assertThat(known(container.getArgs()))
        .containsSequence("--port", String.valueOf(served.getContainerPort()));
    assertThat(known(port.getTargetPort())).hasToString(served.getName());
  }

  @Test
  void plan_inTheConfigMap_isValid() throws IOException {
    Path plan = Files.writeString(folder.resolve("plan.yaml"), Manifests.plan());

    Cli.Answer answer = Cli.run("validate", plan.toString());

    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
  }

  @Test
  void image_baseAndPlace_areThoseOfTheComposeStack() throws IOException {
    List<String> image = Files.readAllLines(Manifests.DEPLOY.resolve("Dockerfile"));
    String stack = Files.readString(Manifests.DEPLOY.resolve("compose.yaml"));
    String assembly = Files.readString(Path.of("src", "main", "sh", "assemble.sh"));

    assertThat(image)
        .contains(
            "FROM eclipse-temurin:25-jdk",
            "COPY . /opt/loadstone",
            "ENTRYPOINT [\"/opt/loadstone/loadstone\"]");
    assertThat(stack)
        .contains("image: eclipse-temurin:25-jdk", "../app/target/loadstone:/opt/loadstone:ro");
    assertThat(assembly).contains("product=$app/target/loadstone", "\"$root/loadstone\"");
    assertThat(List.of(Manifests.job(), Manifests.testbed()))
        .allSatisfy(
            pod -> assertThat(Manifests.container(pod).getImage()).isEqualTo("loadstone:latest"));
  }
}
