package dev.loadstone.report.imports;

import dev.loadstone.core.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads JMeter's log of samples as XML. Of nested samples the outermost counts, as in JMeter's own
 * statistics; those of a transaction are requests, and the transaction a group.
 *
 * <p><b>Source:</b> Apache JMeter, user's manual, "Listeners", "XML log format 2.1".
 */
record JmeterXml() implements ForeignFormat {
  @Override
  public Tool tool() {
    return Tool.JMETER;
  }

  @Override
  public String label() {
    return "JTL as XML, -Jjmeter.save.saveservice.output_format=xml -l FILE";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.text().stripLeading().startsWith("<") && beginning.has("<testResults");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    SourceFile file = sources.file();
    Samples samples = new Samples(file);
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    try (InputStream in = file.open()) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      new Document(file, xml, samples).read();
    } catch (XMLStreamException e) {
      throw file.wrong(
          e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber()),
          "must be whole XML, got: " + SourceFile.brief(message(e)),
          "JMeter writes the end of the file when it ends; give the file after that.");
    }
    return samples.run(Provenance.of(this, sources, ""));
  }

  /** Returns what is wrong, without the place, which is told before it. */
  private static String message(XMLStreamException e) {
    String text = String.valueOf(e.getMessage());
    int at = text.indexOf("Message: ");
    return at < 0 ? text : text.substring(at + "Message: ".length());
  }

  /** A document that is being read. */
  private record Document(SourceFile file, XMLStreamReader xml, Samples samples) {
    void read() throws XMLStreamException {
      // Whether each open sample is a transaction, so that samples in it count.
      Deque<Boolean> open = new ArrayDeque<>();
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT && isSample()) {
          boolean counts = open.isEmpty() || open.getFirst();
          JmeterSample sample = sample();
          if (counts) {
            sample.addTo(samples);
            sample.addBytes(samples, whole("by", "0"), whole("sby", "0"));
          }
          open.push(counts && JmeterSample.isTransaction(sample.message()));
        } else if (event == XMLStreamConstants.END_ELEMENT && isSample()) {
          open.pop();
        }
      }
    }

    private boolean isSample() {
      return xml.getLocalName().equals("httpSample") || xml.getLocalName().equals("sample");
    }

    private JmeterSample sample() {
      String success = attribute("s", "");
      if (!success.equals("true") && !success.equals("false")) {
        throw wrong("s (success)", "true or false", success);
      }
      return new JmeterSample(
          attribute("lb", ""),
          whole("ts", ""),
          whole("t", ""),
          success.equals("true"),
          attribute("rc", ""),
          attribute("rm", ""));
    }

    private String attribute(String name, String otherwise) {
      String value = xml.getAttributeValue(null, name);
      return value == null ? otherwise : value;
    }

    private long whole(String name, String otherwise) {
      String text = attribute(name, otherwise);
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw wrong(name, "a whole number", text);
      }
    }

    private InvalidInputException wrong(String attribute, String what, String got) {
      return file.wrong(
          xml.getLocation().getLineNumber(),
          "the attribute "
              + attribute
              + " must be "
              + what
              + ", got: "
              + (got.isEmpty() ? "nothing" : SourceFile.brief(got)),
          "Give the file as JMeter wrote it.");
    }
  }
}
