package dev.loadstone.report;

import dev.loadstone.report.JUnitCase.Kind;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML in the form that Surefire writes and CI servers read.
 *
 * <p><b>Source:</b> surefire-test-report.xsd, version 3.0, of Apache Maven Surefire.
 */
final class JUnitDocument {
  private final XMLStreamWriter xml;

  private JUnitDocument(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Returns the document.
   *
   * @param name of the suite
   * @param started when the run began
   * @param seconds it took
   */
  static String of(String name, Instant started, double seconds, List<JUnitCase> cases) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new JUnitDocument(xml).write(name, started, seconds, cases);
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("text can always be written to", impossible);
    }
    return text.append('\n').toString();
  }

  private void write(String name, Instant started, double seconds, List<JUnitCase> cases)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute("name", name);
    attribute("time", seconds(seconds));
    attribute("tests", String.valueOf(cases.size()));
    attribute("failures", count(cases, Kind.FAILURE));
    attribute("errors", count(cases, Kind.ERROR));
    attribute("skipped", count(cases, Kind.SKIPPED));
    property("started", started.toString());
    for (JUnitCase one : cases) {
      write(one);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static String count(List<JUnitCase> cases, Kind kind) {
    return String.valueOf(cases.stream().filter(one -> one.kind() == kind).count());
  }

  private static String seconds(double seconds) {
    return seconds == 0 ? "0" : String.format(Locale.ROOT, "%.3f", seconds);
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("properties");
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
    xml.writeEndElement();
  }

  private void write(JUnitCase one) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    attribute("name", one.name());
    attribute("classname", one.group());
    attribute("time", seconds(one.seconds()));
    switch (one.kind()) {
      case FAILURE -> outcome("failure", one);
      case ERROR -> outcome("error", one);
      case SKIPPED -> {
        xml.writeCharacters("\n    ");
        xml.writeEmptyElement("skipped");
        attribute("message", one.message());
      }
      case PASSED -> {}
    }
    if (!one.said().isEmpty()) {
      xml.writeCharacters("\n    ");
      xml.writeStartElement("system-out");
      xml.writeCharacters(legal(one.said()));
      xml.writeEndElement();
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void outcome(String element, JUnitCase one) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement(element);
    attribute("message", one.message());
    attribute("type", one.type());
    xml.writeCharacters(legal(one.detail()));
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
