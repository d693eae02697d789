package dev.loadstone.report;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A result as JUnit XML, in the form that Surefire writes and CI servers read: a case for each
 * threshold, and one for the run as a whole. A missed threshold is a failure; one that cannot be
 * judged, and a run whose figures say nothing on the target, are errors.
 *
 * <p><b>Source:</b> surefire-test-report.xsd, version 3.0, of Apache Maven Surefire.
 */
final class JUnitReport {
  private static final String RUN = "the run as a whole";

  private final RunResult result;
  private final XMLStreamWriter xml;

  private JUnitReport(RunResult result, XMLStreamWriter xml) {
    this.result = result;
    this.xml = xml;
  }

  /** Returns the document. */
  static String of(RunResult result) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new JUnitReport(result, xml).write();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("text can always be written to", impossible);
    }
    return text.append('\n').toString();
  }

  private void write() throws XMLStreamException {
    List<ThresholdResult> thresholds = result.thresholds();
    boolean wholeFails = result.verdict() == Verdict.FAIL && count(Verdict.FAIL) == 0;
    boolean wholeErrs = isUndecided() && count(Verdict.INCONCLUSIVE) == 0;
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute("name", result.start().name());
    attribute("time", seconds());
    attribute("tests", String.valueOf(thresholds.size() + 1));
    attribute("failures", String.valueOf(count(Verdict.FAIL) + (wholeFails ? 1 : 0)));
    attribute("errors", String.valueOf(count(Verdict.INCONCLUSIVE) + (wholeErrs ? 1 : 0)));
    attribute("skipped", "0");
    property("started", result.start().started().toString());
    for (ThresholdResult judged : thresholds) {
      begin(judged.threshold().expression(), "0");
      switch (judged.verdict()) {
        case FAIL -> outcome("failure", ThresholdText.of(judged), "missed");
        case INCONCLUSIVE, INVALID -> outcome("error", ThresholdText.of(judged), "inconclusive");
        case PASS, WARN -> said(ThresholdText.of(judged));
      }
      end();
    }
    begin(RUN, seconds());
    if (wholeFails || wholeErrs) {
      String why = result.verdict().label();
      outcome(wholeFails ? "failure" : "error", Narrative.headline(result), why);
    }
    said(String.join("\n", Narrative.sentences(result)));
    end();
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("properties");
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
    xml.writeEndElement();
  }

  private boolean isUndecided() {
    return result.verdict() == Verdict.INVALID || result.verdict() == Verdict.INCONCLUSIVE;
  }

  private long count(Verdict verdict) {
    return result.thresholds().stream().filter(judged -> judged.verdict() == verdict).count();
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%.3f", result.duration());
  }

  private void begin(String name, String seconds) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    attribute("name", name);
    attribute("classname", result.start().name());
    attribute("time", seconds);
  }

  private void outcome(String element, String message, String type) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement(element);
    attribute("message", message);
    attribute("type", type);
    xml.writeCharacters(legal(String.join("\n", result.reasons())));
    xml.writeEndElement();
  }

  private void said(String text) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("system-out");
    xml.writeCharacters(legal(text));
    xml.writeEndElement();
  }

  private void end() throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  /** Returns a text without what XML cannot have: a question mark stands for each. */
  private static String legal(String text) {
    return text.codePoints()
        .map(c -> isLegal(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLegal(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= ' ' && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
