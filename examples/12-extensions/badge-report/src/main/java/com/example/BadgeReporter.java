package com.example;

import dev.loadstone.core.reporter.Reporter;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The report {@code shields}: the document that shields.io makes a badge of, with verdict and p95.
 */
public final class BadgeReporter implements Reporter {
  @Override
  public String name() {
    return "shields";
  }

  @Override
  public List<Path> write(RunResult result, Path directory) throws IOException {
    String p95 =
        result.responseTime().p95().map(Duration::toMillis).map(ms -> ", p95 " + ms + " ms").orElse("");
    String color =
        switch (result.verdict()) {
          case PASS -> "brightgreen";
          case WARN -> "yellow";
          case FAIL -> "red";
          case INCONCLUSIVE, INVALID -> "lightgrey";
        };
    Path file = directory.resolve("shields.json");
    Files.writeString(
        file,
        """
        {"schemaVersion": 1, "label": "load test", "message": "%s%s", "color": "%s"}
        """
            .formatted(result.verdict().label(), p95, color));
    return List.of(file);
  }
}
