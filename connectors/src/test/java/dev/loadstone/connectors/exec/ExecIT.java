package dev.loadstone.connectors.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loadstone.connectors.TestCall;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind.Opening;
import dev.loadstone.core.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExecIT {
  private final StepClient client =
      new ExecKind().open(new Opening(Optional.empty(), StepArguments.NONE));

  private StepResult run(Map<String, Object> arguments) throws Exception {
    return client.call(new TestCall(arguments));
  }

  private static Object of(StepResult result, String key) {
    return Optional.<Object>ofNullable(result.value().get(key)).orElseThrow();
  }

  @Test
  void program_withEverything_gives(@TempDir Path folder) throws Exception {
    StepResult result =
        run(
            Map.of(
                "exec",
                List.of(
                    "sh", "-c", "cat; echo \"$1 $COLOUR\"; pwd; echo bad >&2; exit 3", "sh", "a b"),
                "env",
                Map.of("COLOUR", "blue"),
                "stdin",
                "given\n",
                "dir",
                folder.toString(),
                "exitCode",
                List.of("0", "3")));
    assertThat(of(result, "exit_code")).isEqualTo(3);
    assertThat(of(result, "stdout")).isEqualTo("given\na b blue\n" + folder.toRealPath() + "\n");
    assertThat(of(result, "stderr")).isEqualTo("bad\n");
    assertThat(result.bytesSent()).isEqualTo(6);
    assertThat(result.bytesReceived()).isEqualTo(of(result, "stdout").toString().length() + 4L);
  }

  @Test
  void exitCode_thatIsNotExpected_failsWithWhatWasSaid() {
    StepException failure =
        catchThrowableOfType(
            StepException.class,
            () -> run(Map.of("exec", List.of("sh", "-c", "echo no >&2; exit 7"))));
    assertThat(failure).hasMessage("exit code 7, must be 0");
    assertThat(failure.error()).isEqualTo(ErrorClass.CHECK);
    assertThat(failure.response()).isEqualTo("no\n");
  }

  @Test
  void program_thatIsNotThere_failsAsThePlansOwnFault() {
    StepException failure =
        catchThrowableOfType(StepException.class, () -> run(Map.of("exec", "no-such-program")));
    assertThat(failure.error()).isEqualTo(ErrorClass.SCRIPT);
    assertThat(failure)
        .hasMessageContaining("no-such-program")
        .hasMessageContaining("No such file");
  }

  @Test
  void cancel_whileItRuns_killsTheWholeTree(@TempDir Path folder) throws Exception {
    Path pid = folder.resolve("pid");
    TestCall call =
        new TestCall(Map.of("exec", List.of("sh", "-c", "sleep 60 & echo $! > " + pid + "; wait")));
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                client.call(call);
              } catch (Exception killed) {
                // as it must
              }
            });
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.sleep(5);
    }
    long child = Long.parseLong(Files.readString(pid).strip());
    assertThat(isRunning(child)).isTrue();
    call.cancel();
    thread.interrupt();
    thread.join();
    for (int i = 0; i < 1_000 && isRunning(child); i++) {
      Thread.sleep(5);
    }
    assertThat(isRunning(child)).isFalse();
  }

  /** A dead process that nobody has asked about yet is a zombie, which is as good as none. */
  private static boolean isRunning(long pid) {
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void output_beyondWhatIsKept_isCountedToItsEnd() throws Exception {
    StepResult result = run(Map.of("exec", List.of("head", "-c", "3000000", "/dev/zero")));
    assertThat(result.bytesReceived()).isEqualTo(3_000_000);
    assertThat(of(result, "stdout").toString()).hasSize(Output.KEPT_MAX);
  }

  /** The shell counts; what it takes is its own and that of the child that it waits for. */
  @Test
  void usage_ofAProgramThatWorks_isMeasured() throws Exception {
    assumeTrue(LinuxCalls.available().isPresent(), "only Linux tells what a program used");
    TestCall call =
        new TestCall(
            Map.of(
                "exec",
                List.of(
                    "sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; sleep 0.2")));
    long start = System.nanoTime();
    StepResult result = client.call(call);
    long wall = System.nanoTime() - start;
    long user = Optional.ofNullable(call.times().get(Measure.USER_TIME)).orElseThrow();
    assertThat(user).isBetween(20_000_000L, wall - 190_000_000L);
    assertThat(call.times()).containsKey(Measure.SYSTEM_TIME);
    assertThat((Long) of(result, "peak_rss")).isBetween(200_000L, 20_000_000L);
  }

  @Test
  void peakRss_ofAProgramThatNeedsMuch_isSeen() throws Exception {
    assumeTrue(LinuxCalls.available().isPresent(), "only Linux tells what a program used");
    StepResult result =
        run(
            Map.of(
                "exec",
                List.of("sh", "-c", "x=$(head -c 50000000 /dev/zero | tr '\\0' x); sleep 0.5")));
    assertThat((Long) of(result, "peak_rss")).isBetween(50_000_000L, 400_000_000L);
  }

  @Test
  void program_thatWasKilled_hasTheExitCodeOfShells() {
    assertThatExceptionOfType(StepException.class)
        .isThrownBy(() -> run(Map.of("exec", List.of("sh", "-c", "kill -9 $$"))))
        .withMessage("exit code 137, must be 0");
  }

  @Test
  void jdkProgram_whereTheSystemTellsNothing_runsAsWell() throws Exception {
    JavaProgram program =
        JavaProgram.start(new Command(List.of("sh", "-c", "exit 5"), Map.of(), Optional.empty()));
    assertThat(program.await()).isEqualTo(new Program.Exit(5, Optional.empty()));
    program.killTree();
  }

  @Test
  void check_withoutAProgram_isTold() {
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> new ExecKind().check(new StepArguments(Map.of("exec", List.of()))))
        .withMessage("exec must name a program. Write exec: [ls, -l].");
  }
}
