package dev.loadstone.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.benchmarks.process.ProcessFailure;
import org.junit.jupiter.api.Test;

final class NginxTest {
  @Test
  void requests_ofAStatusPage_isTheThirdCount() {
    String page =
        """
        Active connections: 1\s
        server accepts handled requests
         131 130 354675\s
        Reading: 0 Writing: 1 Waiting: 0\s
        """;
    assertThat(Nginx.requests(page)).isEqualTo(354_675);
  }

  @Test
  void requests_anotherPage_isRefused() {
    assertThatThrownBy(() -> Nginx.requests("404"))
        .isInstanceOf(ProcessFailure.class)
        .hasMessage("the status page of nginx must have three counts, got: 404");
  }
}
