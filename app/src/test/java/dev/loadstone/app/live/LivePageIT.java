package dev.loadstone.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.view.Progress;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Place;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testkit.Chromium.View;
import dev.loadstone.testkit.SharedChromium;
import dev.loadstone.testkit.Tab;
import dev.loadstone.web.WebOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page in a real browser, with real runs against the testbed, used by keys only. */
final class LivePageIT {
  private static final View NARROW = new View(390, 844, true);

  private static final String BLANK_BEFORE_TREND =
      """
      new Promise(done => {
        let blank = 0;
        const look = () => {
          const view = document.querySelector('trend-view');
          if (view && view.querySelector('iframe')) return done(blank);
          if (view && view.querySelector('[role=status]').textContent === '') blank++;
          return requestAnimationFrame(look);
        };
        location.hash = '#/trends';
        look();
      })\
      """;

  private static final String CLICK_ON_FIRST_POINT =
      """
      (() => {
        const chart = echarts.getInstanceByDom(document.getElementById('chart-trend'));
        const [x, y] = chart.convertToPixel({seriesIndex: 0}, chart.getOption().series[0].data[0].value);
        const place = document.querySelector('#chart-trend > div');
        const box = place.getBoundingClientRect();
        for (const type of ['mousemove', 'mousedown', 'mouseup', 'click']) {
          place.dispatchEvent(new MouseEvent(type, {bubbles: true, clientX: box.x + x, clientY: box.y + y}));
        }
      })()\
      """;

  @RegisterExtension static final SharedChromium BROWSER = new SharedChromium();

  private static TestbedServer testbed;

  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private LivePage page;
  private Tab browser;
  private View view = View.SCREEN;
  private int port;

  @BeforeAll
  static void startTestbed() throws Exception {
    testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
  }

  @AfterAll
  static void stopTestbed() {
    testbed.close();
  }

  @BeforeEach
  void serve() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    page = open(false);
    browser = BROWSER.get().open(view);
  }

  @AfterEach
  void end() {
    browser.close();
    page.close();
  }

  private LivePage open(boolean trusted) throws IOException, HistoryException {
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    Shell shell =
        new Shell(InputStream.nullInputStream(), err, err, Map.of(), false, false, Interrupts.NONE);
    LivePage.Rights rights =
        new LivePage.Rights(
            Map.of("SECRET", "of-the-environment"),
            true,
            trusted,
            Optional.of(Place.of(folder.resolve("history.db").toString())),
            EngineOptions.DEFAULT);
    WebOptions options =
        new WebOptions(
            "127.0.0.1",
            port,
            Optional.empty(),
            Optional.empty(),
            folder.resolve("runs"),
            Set.of());
    return LivePage.open(options, rights, Progress.QUIET.view(shell));
  }

  private static String plan(String name, String step, String load) {
    return "name: "
        + name
        + "\ntarget: http://127.0.0.1:"
        + testbed.port()
        + "\nload: {phases: ["
        + load
        + "]}\nsteps:\n  - http: GET /api/v1/agents\n    name: \""
        + step
        + "\"\nthresholds: [error_ratio < 1%]\n";
  }

  /** Starts a run as the page's editor does. */
  private void start(String plan) {
    assertThat(send("/api/runs", plan).at("/status").asInt()).isEqualTo(201);
  }

  private JsonNode send(String path, String plan) {
    String text = com.fasterxml.jackson.databind.node.TextNode.valueOf(plan).toString();
    return browser.evaluate(
        "fetch('"
            + path
            + "', {method: 'POST', headers: {'Content-Type': 'application/yaml'}, body: "
            + text
            + "}).then(async answer => ({status: answer.status, said: await answer.text()}))");
  }

  private void visit(String fragment) {
    browser.visit("about:blank");
    browser.visit(page.url() + fragment);
  }

  private static String figure(String name) {
    return "document.querySelector('dd[data-figure=" + name + "]').textContent";
  }

  private static String near(String figure, double value) {
    String number = "parseFloat(" + figure(figure) + ")";
    return "Math.abs(" + number + " - " + value + ") <= " + value / 20;
  }

  private void awaitVerdict() {
    browser.await(
        "document.querySelector('live-run .hero p:not([hidden]) a[href^=\"#/run/\"]') !== null");
  }

  static Stream<View> views() {
    return Stream.of(View.SCREEN, NARROW);
  }

  @ParameterizedTest
  @MethodSource("views")
  void run_byKeysOnly_isStartedWatchedChangedStoppedReadAndCompared(View window) throws Exception {
    lookAt(window);
    visit("#/");
    follow("nav a[href=\"#/plan\"]");
    browser.tabTo("#plan");
    browser.press("Control+a");
    browser.type(plan("keys", "agents", "{rate: 40/s, for: 60s}"));
    browser.await("document.getElementById('plan-state').textContent === 'The plan is valid.'");
    picture("plan");
    browser.press("Control+Enter");
    awaitMovingNumbers();
    changeRate();
    picture("live");
    stop();
    assertThat(browser.evaluate("document.querySelector('.log').textContent").asText())
        .contains("it was stopped in the page", "Verdict: ");
    picture("ended");

    follow("a[href^=\"#/run/\"]");
    assertThat(text("iframe")).contains("The load was changed by hand at second");

    follow("a.button[href=\"#/runs\"]");
    follow("nav a[href=\"#/plan\"]");
    browser.await("document.getElementById('plan-state').textContent === 'The plan is valid.'");
    browser.tabTo("button.primary");
    browser.press("Enter");
    awaitMovingNumbers();
    stop();

    follow("nav a[href=\"#/runs\"]");
    compareBoth();
    picture("compare-by-keys");
    assertNothingFromElsewhere();
  }

  /** Goes after a link as it is done by keys. */
  private void follow(String link) {
    browser.await("document.querySelector('" + link + "') !== null");
    browser.tabTo(link);
    String from = browser.evaluate("location.hash").asText();
    browser.press("Enter");
    browser.await("location.hash !== '" + from + "'");
    assertFits(link);
  }

  private void awaitMovingNumbers() {
    browser.await("document.querySelector('live-run .hero .pill').textContent === 'running'");
    browser.await(near("offered", 40));
    String before =
        browser.evaluate("document.querySelector('#live-steps tbody tr td').textContent").asText();
    browser.await(
        "document.querySelector('#live-steps tbody tr td').textContent !== '" + before + "'");
    browser.await("document.querySelectorAll('#chart-response svg path').length > 3");
    assertFits("live");
  }

  private void changeRate() {
    browser.tabTo("#level");
    browser.press("Control+a");
    browser.type("120");
    browser.press("Enter");
    browser.await(near("offered", 120));
    browser.await(
        "document.querySelector('.log').textContent.includes('The load was changed to 120 iterations per second.')");
  }

  private void stop() {
    browser.tabTo("button.stop");
    browser.press("Enter");
    browser.await("document.querySelector('button.stop').textContent === 'Press again to stop'");
    browser.press("Enter");
    awaitVerdict();
    assertFits("ended");
  }

  /** Chooses both runs of the list and has them compared. */
  private void compareBoth() {
    browser.await("document.querySelectorAll('#run-table tbody tr').length >= 2");
    for (int i = 1; i <= 2; i++) {
      browser.tabTo("#run-table tbody tr:nth-child(" + i + ") input");
      browser.press("Space");
    }
    browser.await("!document.querySelector('run-list .actions button').disabled");
    browser.tabBackTo("run-list .actions button");
    browser.press("Enter");
    browser.await(
        "document.querySelector('iframe') !== null && document.querySelector('iframe').src.includes('/api/compare?run=')");
    assertThat(text("iframe")).contains("2 runs of this plan, side by side.");
    assertThat(browser.evaluate("location.hash.match(/run=[^&]+/g)").valueStream())
        .as("the earlier first")
        .isSortedAccordingTo(Comparator.comparing(JsonNode::asText));
    browser.evaluate("new Promise(done => setTimeout(done, 800))");
  }

  /** Returns the document that a frame shows. */
  private String text(String frame) {
    browser.await("document.querySelector('" + frame + "') !== null");
    JsonNode document =
        browser.evaluate(
            "fetch(document.querySelector('"
                + frame
                + "').src).then(async answer => ({status: answer.status, text: await answer.text()}))");
    assertThat(document.get("status").asInt()).isEqualTo(200);
    return document.get("text").asText();
  }

  private void lookAt(View other) {
    browser.close();
    view = other;
    browser = BROWSER.get().open(view);
  }

  private void picture(String name) throws IOException {
    browser.picture(view.equals(NARROW) ? "narrow-keys-" + name : name);
  }

  private void assertNothingFromElsewhere() {
    String own = "http://127.0.0.1:" + port + "/";
    JsonNode names =
        browser.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)");
    assertThat(names).isNotEmpty();
    names.forEach(name -> assertThat(name.asText()).startsWith(own));
    assertThat(browser.requested())
        .anySatisfy(address -> assertThat(address).startsWith(own + "api/compare?run="))
        .allSatisfy(address -> assertThat(address).startsWith(own));
    assertThat(browser.evaluate("document.documentElement.dataset.error || ''").asText()).isEmpty();
  }

  @Test
  void runs_twoChosen_areComparedAndTheirTrendShown() throws Exception {
    visit("#/");
    start(plan("another", "agents", "{rate: 60/s, for: 2s}"));
    awaitVerdict();
    int runs = 1 + runPair();

    visit("#/runs");
    browser.await("document.querySelectorAll('#run-table tbody tr').length === " + runs);
    browser.picture("runs");
    compareBoth();
    browser.picture("compare");

    assertThat(browser.evaluate(BLANK_BEFORE_TREND).asInt())
        .as("frames of the screen with neither a chart nor a word")
        .isZero();
    awaitTrend("pair");
    browser.picture("trend");
    assertNothingFromElsewhere();

    String run =
        browser.evaluateInFrame("document.querySelector('a[data-run]').dataset.run").asText();
    browser.tabToInFrame("a[data-run]");
    browser.press("Enter");
    browser.await("location.hash === '#/run/" + run + "'");
    assertThat(text("iframe")).contains(" · pair</title>");

    visit("#/trends?plan=pair&figure=response_time.max");
    awaitTrend("pair");
    assertThat(browser.evaluateInFrame("document.querySelector('h1').textContent").asText())
        .isEqualTo("response_time.max");
    browser.evaluateInFrame(CLICK_ON_FIRST_POINT);
    browser.await("location.hash.startsWith('#/run/') && location.hash.includes('-pair-')");
  }

  /**
   * Runs a plan until two of its runs are in the trend: those whose generator was hindered by a
   * busy machine are not.
   *
   * @return how many runs that took
   */
  private int runPair() {
    String counting =
        "fetch('/api/runs?plan=pair').then(async answer => (await answer.json())"
            + ".runs.filter(run => run.verdict !== 'invalid').length)";
    int runs = 0;
    while (browser.evaluate(counting).asInt() < 2) {
      assertThat(runs).as("runs, all but at most one of them invalid").isLessThan(8);
      start(plan("pair", "agents", "{rate: 60/s, for: 2s}"));
      browser.await("document.querySelector('live-run .hero .pill').textContent === 'running'");
      awaitVerdict();
      runs++;
    }
    return runs;
  }

  /** The trend of a plan, without a click: told what is done until its chart is drawn. */
  private void awaitTrend(String plan) {
    browser.await("document.querySelector('trend-view iframe') !== null");
    browser.awaitInFrame("document.querySelectorAll('#chart-trend svg path').length > 3");
    browser.await("document.querySelector('trend-view [role=status]').textContent === ''");
    assertThat(browser.evaluate("document.getElementById('trend-plan').value").asText())
        .isEqualTo(plan);
    assertThat(browser.evaluateInFrame("document.querySelector('.headline').textContent").asText())
        .contains(" of " + plan + ".");
    assertFits("trends");
  }

  @Test
  void trends_withoutAHistory_sayWhyThereIsNone() {
    visit("#/trends");
    browser.await(
        "document.querySelector('trend-view [role=status]').textContent.startsWith('There is no history at ')");
    assertThat(browser.evaluate("document.querySelectorAll('iframe').length").asInt()).isZero();
  }

  @Test
  void runs_filtered_areThoseThatFit() {
    visit("#/");
    start(plan("first", "agents", "{rate: 20/s, for: 500ms}"));
    awaitVerdict();
    visit("#/runs");
    browser.await("document.querySelectorAll('#run-table tbody tr').length === 1");

    browser.tabTo("#run-text");
    browser.type("nothing like it");
    browser.await("document.querySelectorAll('#run-table tbody tr').length === 0");
  }

  @Test
  void names_thatLookLikeMarkup_areText() {
    String hostile = "<img src=x onerror='window.hacked=true'><script>window.hacked=true</script>";
    visit("#/");
    start(plan("markup", hostile, "{rate: 20/s, for: 2s}"));
    browser.await("document.querySelectorAll('#live-steps tbody th').length === 1");

    assertThat(
            browser.evaluate("document.querySelector('#live-steps tbody th').textContent").asText())
        .isEqualTo(hostile);
    assertThat(browser.evaluate("document.querySelectorAll('live-run img').length").asInt())
        .isZero();
    assertThat(browser.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
    awaitVerdict();
  }

  @Test
  void page_onATelephone_needsNoScrollingSideways() throws Exception {
    lookAt(NARROW);
    visit("#/");
    start(plan("narrow", "agents", "{rate: 30/s, for: 4s}"));
    browser.await("document.querySelectorAll('#chart-response svg path').length > 3");
    assertFits("live");
    browser.picture("narrow-live");
    awaitVerdict();
    for (String name : new String[] {"runs", "plan", "trends"}) {
      visit("#/" + name);
      browser.await("document.querySelector('main h1') !== null");
      if (name.equals("trends")) {
        browser.await(
            "document.querySelector('trend-view iframe') !== null && document.querySelector('trend-view [role=status]').textContent === ''");
      }
      browser.evaluate("new Promise(done => setTimeout(done, 500))");
      assertFits(name);
      browser.picture("narrow-" + name);
    }
  }

  private void assertFits(String what) {
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .as(what)
        .isLessThanOrEqualTo(view.width());
  }

  @Test
  void server_thatComesBack_isFoundAgain() throws Exception {
    visit("#/");
    browser.await("document.getElementById('connection').textContent === 'connected'");
    page.close();
    browser.await("document.getElementById('connection').textContent === 'reconnecting …'");
    page = open(false);
    browser.await("document.getElementById('connection').textContent === 'connected'");
    start(plan("again", "agents", "{rate: 20/s, for: 1s}"));
    browser.await("document.querySelector('live-run h1').textContent === 'again'");
    awaitVerdict();
  }

  @Test
  void plan_wrong_isToldWithItsPlace() {
    visit("#/plan");
    browser.tabTo("#plan");
    browser.press("Control+a");
    browser.type(
        "name: x\ntarget: http://127.0.0.1:1\nload: {phases: [{rat: 5/s, for: 1s}]}\nsteps:\n  - http: GET /\n");
    browser.await("document.querySelectorAll('.problems li').length > 0");

    assertThat(browser.evaluate("document.querySelector('.problems').textContent").asText())
        .contains("line 3", "rat");
    assertThat(browser.evaluate("document.querySelector('button.primary').disabled").asBoolean())
        .isTrue();
  }

  @Test
  void plan_thatWouldRunCommandsOrReadFiles_isRefused() {
    visit("#/");
    String head =
        "name: x\ntarget: http://127.0.0.1:"
            + testbed.port()
            + "\nload: {phases: [{rate: 5/s, for: 1s}]}\n";
    Map<String, String> refused =
        Map.of(
            "steps:\n  - exec: [touch, " + folder.resolve("touched") + "]\n",
            "must not be run by another client from here: exec",
            "steps:\n  - call: java.lang.System#gc\n",
            "must not run Java code from here: call",
            "credentials: {key: {file: /etc/hostname}}\nsteps:\n  - http: GET /\n",
            "must not name a file here",
            "credentials: {key: {env: SECRET}}\nsteps:\n  - http: GET /\n",
            "must name an environment variable that is set, got: SECRET",
            "probes: [{process: 1, name: p}]\nsteps:\n  - http: GET /\n",
            "must not look at this machine from here");
    refused.forEach((rest, why) -> {
      JsonNode answer = send("/api/runs", head + rest);
      assertThat(answer.get("status").asInt()).as(rest + answer).isEqualTo(422);
      assertThat(answer.get("said").asText()).contains(why).doesNotContain("of-the-environment");
    });
    assertThat(folder.resolve("touched")).doesNotExist();
    assertThat(folder.resolve("runs")).doesNotExist();
  }
}
