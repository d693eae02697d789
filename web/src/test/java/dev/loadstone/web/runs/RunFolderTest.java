package dev.loadstone.web.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryWriter;
import dev.loadstone.web.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunFolderTest {
  @TempDir private Path folder;

  private Path runs() {
    return folder.resolve("runs");
  }

  private void write(Path directory, boolean whole) throws IOException {
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(new RunDirectory(directory))) {
      writer.started(Told.start("a"));
      for (int i = 0; i < 3; i++) {
        writer.interval(Told.interval(i, "a"));
      }
      if (whole) {
        writer.ended(Told.end());
      }
    }
    if (whole) {
      dev.loadstone.report.Reports.write(
          RunFolder.result(directory),
          directory,
          java.util.Set.of(dev.loadstone.report.Format.JSON));
    }
  }

  @Test
  void list_tellsOfFinishedOnesFromTheirResult() throws IOException {
    write(runs().resolve("one"), true);
    write(runs().resolve("two"), false);

    List<ListedRun> listed = new RunFolder(runs()).list(Optional.of("two"));

    assertThat(listed).extracting(ListedRun::id).containsExactlyInAnyOrder("one", "two");
    ListedRun one = listed.stream().filter(run -> run.id().equals("one")).findFirst().orElseThrow();
    assertThat(one.name()).isEqualTo("told");
    assertThat(one.p95().orElseThrow()).isBetween(0.0199, 0.0201);
    assertThat(one.achievedRate()).isPresent();
    assertThat(listed)
        .filteredOn(run -> run.id().equals("two"))
        .extracting(ListedRun::verdict)
        .containsExactly("running");
    assertThat(new RunFolder(runs()).list(Optional.empty()))
        .filteredOn(run -> run.id().equals("two"))
        .extracting(ListedRun::verdict)
        .containsExactly("cut");
  }

  @Test
  void list_ofNoFolder_isEmpty() throws IOException {
    assertThat(new RunFolder(runs()).list(Optional.empty())).isEmpty();
  }

  @Test
  void list_withADamagedRun_leavesItOut() throws IOException {
    write(runs().resolve("one"), true);
    Files.createDirectories(runs().resolve("bad"));
    Files.writeString(runs().resolve("bad/run.json"), "{");

    assertThat(new RunFolder(runs()).list(Optional.empty()))
        .extracting(ListedRun::id)
        .containsExactly("one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "..",
        ".",
        "",
        "a/b",
        "..\\secret",
        "/etc",
        "one/../../secret",
        ".one",
        "one\0"
      })
  void find_whatIsNoName_isNothing(String id) throws IOException {
    write(runs().resolve("one"), true);
    write(folder.resolve("secret"), true);

    assertThat(new RunFolder(runs()).find(id)).isEmpty();
  }

  @Test
  void find_aLinkToOutside_isNothing() throws IOException {
    write(folder.resolve("secret"), true);
    Files.createDirectories(runs());
    Files.createSymbolicLink(runs().resolve("link"), folder.resolve("secret"));

    assertThat(new RunFolder(runs()).find("link")).isEmpty();
    assertThat(new RunFolder(runs()).list(Optional.empty())).isEmpty();
  }
}
