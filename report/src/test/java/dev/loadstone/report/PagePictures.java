package dev.loadstone.report;

import dev.loadstone.testkit.Chromium;
import dev.loadstone.testkit.Chromium.View;
import dev.loadstone.testkit.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes pictures of pages, for people to look at: light and dark, on a telephone, and as they are
 * printed.
 */
final class PagePictures {
  private static final Map<String, View> VIEWS = new LinkedHashMap<>();

  static {
    VIEWS.put("light", View.SCREEN);
    VIEWS.put("dark", new View(1_280, 900, true));
    VIEWS.put("telephone", View.TELEPHONE);
    VIEWS.put("telephone-dark", new View(390, 844, true));
  }

  private PagePictures() {}

  /** Takes the pictures; the first argument is the folder for them, the others are pages. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    try (Chromium browser = Chromium.start()) {
      for (int i = 1; i < arguments.length; i++) {
        take(browser, Path.of(arguments[i]).toAbsolutePath(), folder);
      }
    }
  }

  private static void take(Chromium browser, Path page, Path folder) throws IOException {
    String name = page.getFileName().toString().replace(".html", "");
    for (Map.Entry<String, View> view : VIEWS.entrySet()) {
      try (Tab tab = browser.open(page, view.getValue(), "root.dataset.ready")) {
        Files.write(folder.resolve(name + "-" + view.getKey() + ".png"), tab.picture());
        if (view.getKey().equals("light")) {
          Files.write(folder.resolve(name + "-print.pdf"), tab.print());
        }
      }
    }
  }
}
