package dev.loadstone.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcStatTest {
  private static final String TAIL =
      " S 7550 7550 12963 0 -1 4194304 102 0 0 0 1200 345 60 7 20 0 1 0 1541342 3133440 388";

  @Test
  void cpuTicks_ofALine_addsUserSystemAndWaitedChildren() {
    assertThat(ProcStat.cpuTicks("7902 (wrk)" + TAIL)).isEqualTo(1200 + 345 + 60 + 7);
  }

  @Test
  void cpuTicks_commandWithBlanksAndParentheses_readsBehindTheLastOne() {
    assertThat(ProcStat.cpuTicks("7902 (a) (S 1 2 b)" + TAIL)).isEqualTo(1612);
  }

  @Test
  void threadTicks_ofAThread_addsUserAndSystemIfItIsMeant() {
    assertThat(ProcStat.threadTicks("7903 (loadstone-loop-)" + TAIL, "loadstone-loop"))
        .isEqualTo(1200 + 345);
    assertThat(ProcStat.threadTicks("7904 (C2 CompilerThre)" + TAIL, "loadstone-loop")).isZero();
  }

  @Test
  void cpuTicks_notSuchALine_isRefused() {
    assertThatThrownBy(() -> ProcStat.cpuTicks("7902 (wrk) S 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a line of /proc/PID/stat, got: 7902 (wrk) S 1");
  }

  @Test
  void peakBytes_ofAStatus_isTheHighWaterMark() {
    List<String> status =
        List.of("Name:\twrk", "VmPeak:\t  999999 kB", "VmHWM:\t   15360 kB", "VmRSS:\t 2 kB");
    assertThat(ProcStat.peakBytes(status)).hasValue(15360L * 1024);
  }

  @Test
  void peakBytes_kernelThread_isEmpty() {
    assertThat(ProcStat.peakBytes(List.of("Name:\tkthreadd", "Threads:\t1"))).isEmpty();
  }
}
