package dev.loadstone.monitor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.probe.ProbeException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessFilesTest {
  @TempDir private Path root;
  private FakeProc proc;

  @BeforeEach
  void stage() {
    proc = new FakeProc(root);
  }

  @Test
  void use_ofAProgramWithBlanksInItsName_isRead() throws IOException {
    proc.process(7, "a (b) c", "java -jar shop.jar", 150, 2_048, 9);
    proc.storage(7, 300, 40);
    ProcessFiles files = new ProcessFiles(root);
    double descriptors = files.use(7).orElseThrow().descriptors();
    assertThat(files.use(7))
        .contains(new ProcessFiles.Use(4_711, 1.5, 2_048 * 1_024.0, 9, descriptors, 300, 40));
    assertThat(files.command(7)).isEqualTo("java -jar shop.jar");
  }

  @Test
  void use_ofAProcessThatIsGone_isEmpty() {
    ProcessFiles files = new ProcessFiles(root);
    assertThat(files.use(8)).isEmpty();
    assertThat(files.command(8)).isEmpty();
  }

  @Test
  void use_whoseStorageIsNotToBeRead_isKnownBesides() throws IOException {
    proc.process(7, "a", "a", 150, 2_048, 9);
    assertThat(new ProcessFiles(root).use(7).orElseThrow())
        .returns(true, use -> Double.isNaN(use.readBytes()))
        .returns(9.0, ProcessFiles.Use::threads);
  }

  @Test
  void processors_ofTheMachine_areCounted() throws IOException, ProbeException {
    proc.processors(3);
    assertThat(new ProcessFiles(root).processors()).isEqualTo(3);
  }

  @Test
  void processors_withoutProcfs_saysWhatIsMissing() {
    assertThatThrownBy(() -> new ProcessFiles(root.resolve("none")).processors())
        .isInstanceOf(ProbeException.class)
        .hasMessage("it needs " + root.resolve("none") + ", which this system does not have");
  }
}
