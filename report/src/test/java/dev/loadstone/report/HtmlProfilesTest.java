package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.profile.FlameFrame;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfiledFunction;
import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunObservers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HtmlProfilesTest {
  static final Profile CPU =
      new Profile(
          "shop",
          ProfileEvent.CPU,
          1_020_000_000L,
          3_030_000_000L,
          "at 1s",
          "async-profiler",
          1234,
          List.of(
              new ProfiledFunction("shop.Cart.add", 0.75, 0.8125),
              new ProfiledFunction("shop.<init>", 0, 1)),
          List.of(
              new FlameFrame("shop.<init>", 0, 0, 1),
              new FlameFrame("shop.Cart.add", 1, 0.125, 0.8125)),
          "profiles/shop-cpu-1s.html",
          "profiles/shop-1s.jfr",
          "");
  static final Profile FAILED =
      Profile.failed("other", ProfileEvent.LOCK, 2_000_000_000L, "at 2s", "it has ended");

  @TempDir private Path folder;

  /** Hands a run on, with profiles at its end. */
  private static final class Profiled extends RunObservers {
    private final List<TakenProfile> profiles;

    Profiled(RunObserver observer, List<TakenProfile> profiles) {
      super(List.of(observer));
      this.profiles = profiles;
    }

    @Override
    public void ended(RunEnd end) {
      profiles.forEach(this::profiled);
      super.ended(end);
    }
  }

  /** Returns the result of a run with profiles. */
  static RunResult result(Profile... profiles) {
    RunAccumulator accumulator = new RunAccumulator();
    SampleRuns.mixed().replay(new Profiled(accumulator, taken(profiles)));
    return accumulator.result();
  }

  private static List<TakenProfile> taken(Profile... profiles) {
    return List.of(profiles).stream()
        .map(profile ->
            new TakenProfile(
                profile,
                profile.page().isEmpty() ? Map.of() : Map.of(profile.page(), "<p>flames"),
                Map.of()))
        .toList();
  }

  @Test
  void page_ofARunWithProfiles_hasTablesAndLinks() {
    Document page = Jsoup.parse(HtmlReport.of(result(CPU, FAILED)));

    assertThat(page.select("nav a[href=#profiles], a[href=#profiles]")).isNotEmpty();
    assertThat(page.select("#profiles .profile")).hasSize(2);
    assertThat(page.select("#profiles a").eachAttr("href"))
        .containsExactly("profiles/shop-cpu-1s.html", "profiles/shop-1s.jfr");
    assertThat(page.select("#profiles p").eachText())
        .contains(
            "second 1 to 3 (at 1s), by async-profiler: 1,234 samples. Page of its own JFR recording",
            "Not taken (at 2s): it has ended.");
    assertThat(page.select("#profiles tbody tr").eachText())
        .containsExactly("shop.Cart.add 75.0 % 81.3 %", "shop.<init> 0 % 100 %");
  }

  @Test
  void flameGraph_inThePage_hasEachFrameAsWideAsItsShare() {
    Document page = Jsoup.parse(HtmlReport.of(result(CPU, FAILED)));

    assertThat(page.select(".flame")).hasSize(1);
    assertThat(page.select(".flame").attr("aria-label"))
        .isEqualTo("Flame graph of shop: most in shop.Cart.add, 75.0 %");
    assertThat(page.select(".flame").attr("style")).isEqualTo("height:34px");
    assertThat(page.select(".flame span").eachText()).containsExactly("shop.<init>", "Cart.add");
    assertThat(page.select(".flame span").eachAttr("style"))
        .containsExactly(
            "left:0.000%;width:100.000%;bottom:0px", "left:12.500%;width:81.250%;bottom:17px");
    assertThat(page.select(".flame span").eachAttr("title"))
        .containsExactly("shop.<init>: 100 %", "shop.Cart.add: 81.3 %");
  }

  @Test
  void moment_ofAProfile_leadsToIt() {
    Document page = Jsoup.parse(HtmlReport.of(result(FAILED, CPU)));

    assertThat(page.select("#moments a").eachAttr("href")).containsExactly("#profile-1");
    assertThat(page.select("#moments li[data-at=1.02] a").eachText())
        .containsExactly("A profile of cpu was taken (shop).");
    assertThat(page.select("#profile-1 a").eachAttr("href")).contains("profiles/shop-cpu-1s.html");
  }

  @Test
  void page_ofARunWithoutProfiles_hasNoSection() {
    assertThat(HtmlReport.of(result())).doesNotContain("id=\"profiles\"");
  }

  @Test
  void link_thatLeadsElsewhere_isNotMade() {
    Profile strange =
        new Profile(
            "x",
            ProfileEvent.CPU,
            0,
            1,
            "",
            "t",
            1,
            List.of(),
            List.of(),
            "https://example.com/x.html",
            "../x.jfr",
            "");
    assertThat(Jsoup.parse(HtmlReport.of(result(strange))).select("#profiles a")).isEmpty();
  }

  @Test
  void profiles_inARunDirectory_areReadAsTheyWere() throws IOException {
    RunDirectory directory = new RunDirectory(folder.resolve("run"));
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(directory)) {
      SampleRuns.mixed().replay(new Profiled(writer, taken(CPU, FAILED)));
      assertThat(writer.failure()).isEmpty();
    }
    RunAccumulator again = new RunAccumulator();
    RunDirectoryReader.of(directory).replay(again);

    assertThat(again.result().profiles()).containsExactly(CPU, FAILED);
    assertThat(ResultJson.of(again.result())).isEqualTo(ResultJson.of(result(CPU, FAILED)));
    assertThat(directory.path().resolve(CPU.page())).hasContent("<p>flames");
    assertThat(Files.readAllLines(directory.profiles())).hasSize(2);
  }

  @Test
  void document_ofARunWithProfiles_hasThemAndAWarning() {
    assertThat(ResultJson.of(result(CPU, FAILED)))
        .contains(
            "\"name\": \"shop\"",
            "\"start\": 1.02",
            "\"page\": \"profiles/shop-cpu-1s.html\"",
            "\"code\": \"not_profiled\"",
            "The profile other could not be taken at second 2: it has ended.");
  }
}
