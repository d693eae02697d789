package com.example.quotes;

import static dev.loadstone.core.plan.dsl.PhaseSpec.rate;
import static dev.loadstone.core.plan.dsl.PhaseSpec.users;
import static dev.loadstone.core.plan.dsl.Steps.http;
import static dev.loadstone.junit.LoadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.dsl.ScenarioSpec;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.junit.LoadRunner;
import dev.loadstone.junit.LoadTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class QuotesLoadTest {
  private static QuoteServer quotes;

  @BeforeAll
  static void start() throws IOException {
    quotes = new QuoteServer();
  }

  @AfterAll
  static void stop() {
    quotes.close();
  }

  private static ScenarioSpec reader(ScenarioSpec scenario) {
    return scenario.step(
        http("/quote").name("quote").check("status == 200").check("$.quote exists"));
  }

  LoadPlan arrivals() {
    return LoadPlan.named("quotes")
        .target(quotes.url())
        .scenario("reader", QuotesLoadTest::reader)
        .open(rate(100).over(ofSeconds(2)))
        .thresholds(
            "response_time{step=quote}.p50 < " + System.getProperty("quotes.limit", "500ms"),
            "error_ratio < 1%");
  }

  /** The plan is judged by its own thresholds. */
  @LoadTest(planMethod = "arrivals")
  void quotes_aHundredASecond_meetTheirThresholds() {}

  /** The same plan, and assertions on its result. */
  @LoadTest(planMethod = "arrivals")
  void quotes_aHundredASecond_areFast(RunResult result) {
    assertThat(result)
        .responseTime("quote")
        .p95()
        .isLessThan(ofMillis(2_000))
        .checkRatio()
        .isGreaterThanOrEqualTo(0.99)
        .achievedRate()
        .isAtLeastOfOffered(0.9);
  }

  /** Several runs in one test: twice the users must not mean fewer quotes. */
  @LoadTest
  void quotes_twiceTheUsers_areNotFewer(LoadRunner runner)
      throws IOException, InterruptedException {
    LoadPlan plan =
        LoadPlan.named("users")
            .target(quotes.url())
            .scenario("reader", s -> reader(s).think("20ms"));
    RunResult five = runner.run(plan.closed(users(5).over(ofSeconds(1))));
    RunResult ten = runner.run(plan.closed(users(10).over(ofSeconds(1))));
    assertThat(ten).errorRatio().isZero();
    assertThat(ten).achievedRate().isGreaterThan(five.achievedRate().orElseThrow());
  }

  /** A plan's file, whose target is the server of this test. */
  @LoadTest
  void quotes_byThePlansFile_meetTheirThresholds(LoadRunner runner)
      throws IOException, InterruptedException {
    assertThat(runner.run(Path.of("src/test/plans/quotes.yaml"), quotes.url()))
        .meetsItsThresholds();
  }
}
