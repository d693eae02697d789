package dev.loadstone.report;

import java.nio.charset.StandardCharsets;

/** What reports in HTML are made of, for other pages that show the same. In UTF-8. */
public final class PageParts {
  private PageParts() {}

  /** Returns the style of reports. */
  public static byte[] style() {
    return utf8("report.css");
  }

  /** Returns the script that makes charts of data. */
  public static byte[] charts() {
    return utf8("charts.js");
  }

  /** Returns the script that brings pages with charts and tables to life. */
  public static byte[] page() {
    return utf8("page.js");
  }

  /** Returns the library of charts. */
  public static byte[] library() {
    return HtmlReport.library();
  }

  private static byte[] utf8(String name) {
    return HtmlReport.resource(name).getBytes(StandardCharsets.UTF_8);
  }
}
