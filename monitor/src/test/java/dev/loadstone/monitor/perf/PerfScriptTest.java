package dev.loadstone.monitor.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.profile.Stacks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PerfScriptTest {
  private static Stacks stacks(String script) throws IOException {
    return PerfScript.stacks(new BufferedReader(new StringReader(script)));
  }

  @Test
  void samples_ofTheSameStack_areCounted() throws IOException {
    String sample =
        """
        my worker\s
        \t    55d0c8a1b2c3 burn(int, unsigned long) (/usr/bin/worker)
        \t    7f0a1c029d90 __libc_start_call_main (/usr/lib/libc.so.6)

        """;
    assertThat(stacks(sample + sample).weights())
        .isEqualTo(Map.of("my worker;__libc_start_call_main;burn(int, unsigned long)", 2L));
  }

  @Test
  void functions_withoutAName_areCalledByTheirFile() throws IOException {
    assertThat(
            stacks(
                    """
                    sh\s
                    \tffffffff81000000 [unknown] ([kernel.kallsyms])
                    \t    7f0a1c029d90 [unknown] (/usr/lib/libz.so.1)
                    \t    7f0a1c029d91 [unknown] ([unknown])
                    """)
                .weights())
        .isEqualTo(Map.of("sh;[unknown];[libz.so.1];[kernel.kallsyms]", 1L));
  }

  @Test
  void sample_withoutFrames_isOfItsThread() throws IOException {
    assertThat(stacks("idle;one \n\n").weights()).isEqualTo(Map.of("idle:one", 1L));
  }

  @Test
  void script_ofNothing_hasNoStacks() throws IOException {
    assertThat(stacks("").weights()).isEmpty();
  }
}
