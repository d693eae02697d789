package dev.loadstone.web;

import dev.loadstone.report.PageParts;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The files of the page: a closed list, all of them in the program. */
final class Assets {
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private final Map<String, Asset> assets = new LinkedHashMap<>();
  private final Asset index = new Asset("text/html; charset=utf-8", own("index.html"));

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Asset(String type, byte[] content) {}

  Assets() {
    assets.put("echarts.js", new Asset(SCRIPT, PageParts.library()));
    assets.put("charts.js", new Asset(SCRIPT, PageParts.charts()));
    assets.put("page.js", new Asset(SCRIPT, PageParts.page()));
    assets.put("report.css", new Asset(STYLE, PageParts.style()));
    assets.put("live.css", new Asset(STYLE, own("live.css")));
    for (String module :
        new String[] {
          "main.js",
          "api.js",
          "dom.js",
          "live-run.js",
          "heat-map.js",
          "run-list.js",
          "plan-editor.js",
          "trend-view.js",
          "document-view.js",
          "login-form.js"
        }) {
      assets.put(module, new Asset(SCRIPT, own(module)));
    }
  }

  private static byte[] own(String name) {
    try (InputStream in =
        Objects.requireNonNull(Assets.class.getResourceAsStream("page/" + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the program itself", e);
    }
  }

  boolean has(String name) {
    return assets.containsKey(name);
  }

  void index(RoutingContext context) {
    answer(context, index);
  }

  void asset(RoutingContext context) {
    Asset asset = assets.get(context.pathParam("name"));
    if (asset == null) {
      Answers.error(context, 404, "there is no such file");
    } else {
      answer(context, asset);
    }
  }

  private static void answer(RoutingContext context, Asset asset) {
    context
        .response()
        .putHeader("Content-Type", asset.type())
        .putHeader("Cache-Control", "no-cache")
        .end(Buffer.buffer(asset.content()));
  }
}
