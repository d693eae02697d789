package dev.loadstone.report.pdf;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.RenderingContext;
import com.openhtmltopdf.util.XRLog;
import java.awt.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A PDF document made of HTML and CSS 2.1 for paged media: tagged as PDF/UA asks, with embedded
 * fonts, and the same bytes for the same input. Nothing is fetched from anywhere.
 *
 * <p>The style has the font families {@code Report}, regular and bold, and {@code Code}. A
 * character that they do not have shows as U+FFFD.
 */
public final class PdfDocument {
  /** The type of the elements {@code object} in whose places plots are drawn. */
  public static final String PLOT_TYPE = "application/x-plot";

  private static final int REGULAR = 400;
  private static final int BOLD = 700;
  private static final List<Face> FACES =
      List.of(
          new Face("DejaVuSansCondensed.ttf", "Report", REGULAR),
          new Face("DejaVuSansCondensed-Bold.ttf", "Report", BOLD),
          new Face("DejaVuSansMono.ttf", "Code", REGULAR));
  private static final String REPLACEMENT = "\ufffd";

  private record Face(String file, String family, int weight) {
    InputStream open() {
      return Objects.requireNonNull(PdfDocument.class.getResourceAsStream(file), file);
    }
  }

  private PdfDocument() {}

  /**
   * Returns the document.
   *
   * @param html its title, language and {@code meta} description become the document's; {@code
   *     bookmarks} in its head, the outline
   * @param plots what is drawn into each element {@code object} of {@link #PLOT_TYPE}, by its id;
   *     the element's {@code alt} is its text for those who cannot see it
   * @param made when the document says that it was made
   */
  public static byte[] of(Document html, Map<String, Plot> plots, Instant made) {
    XRLog.setLoggingEnabled(false);
    PdfRendererBuilder builder =
        new PdfRendererBuilder()
            .withW3cDocument(W3CDom.convert(html), "")
            .withProducer("Loadstone")
            .usePdfUaAccessibility(true)
            .useReplacementText(REPLACEMENT)
            .useUnicodeLineBreaker(new LineBreaker())
            .useObjectDrawerFactory(new Plots(plots));
    for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
      builder.useExternalResourceAccessControl((uri, type) -> false, when);
    }
    for (Face face : FACES) {
      builder.useFont(face::open, face.family(), face.weight(), FontStyle.NORMAL, true);
    }
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.createPDFWithoutClosing();
      return bytes(renderer.getPdfDocument(), made);
    } catch (IOException e) {
      throw new UncheckedIOException("a document in memory cannot be written", e);
    }
  }

  private static byte[] bytes(PDDocument document, Instant made) throws IOException {
    GregorianCalendar date = GregorianCalendar.from(made.atZone(ZoneOffset.UTC));
    PDDocumentInformation information = document.getDocumentInformation();
    information.setCreationDate(date);
    information.setModificationDate(date);
    document.setDocumentId(made.toEpochMilli());
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
    document.save(out);
    return out.toByteArray();
  }

  /** Returns the element in whose place a plot is drawn. */
  public static Element place(String id, String alternative, Plot plot) {
    return new Element("object")
        .attr("type", PLOT_TYPE)
        .attr("id", id)
        .attr("alt", alternative)
        .attr("style", "width:" + plot.width() + "px;height:" + plot.height() + "px");
  }

  private record Plots(Map<String, Plot> byId) implements FSObjectDrawerFactory, FSObjectDrawer {
    @Override
    public FSObjectDrawer createDrawer(org.w3c.dom.Element element) {
      return this;
    }

    @Override
    public boolean isReplacedObject(org.w3c.dom.Element element) {
      return element.getAttribute("type").equals(PLOT_TYPE);
    }

    @Override
    public Map<Shape, String> drawObject(
        org.w3c.dom.Element element,
        double x,
        double y,
        double width,
        double height,
        OutputDevice device,
        RenderingContext context,
        int dotsPerPixel) {
      Plot plot = Objects.requireNonNull(byId.get(element.getAttribute("id")));
      device.drawWithGraphics(
          (float) x,
          (float) y,
          (float) width / dotsPerPixel,
          (float) height / dotsPerPixel,
          plot::paint);
      return Map.of();
    }
  }
}
