package dev.loadstone.report;

import dev.loadstone.core.result.RunResult;

/** placeholder. */
final class HtmlReport {
  private HtmlReport() {}

  static String of(RunResult result) {
    return "<!doctype html>" + result.verdict();
  }
}
