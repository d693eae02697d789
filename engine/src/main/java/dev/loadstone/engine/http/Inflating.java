package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Decompresses bodies. Allocates. Not thread-safe. */
final class Inflating {
  private final byte[] piece = new byte[16 * 1024];
  private final Bytes coding = new Bytes();

  /**
   * Decompresses a response's body.
   *
   * @return null if it worked, else what is wrong
   */
  @Nullable String inflate(Response response, Bytes out) {
    out.shrink(ResponseReader.BODY_KEPT_MAX / 64);
    ResponseJudge.header(response, "content-encoding", coding);
    String name = coding.text().toLowerCase(Locale.ROOT);
    InputStream packed =
        new ByteArrayInputStream(response.body().array(), 0, response.body().length());
    try (InputStream in = open(name, packed)) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        if (out.length() + count > ResponseReader.BODY_KEPT_MAX) {
          return "the decompressed body is larger than " + ResponseReader.BODY_KEPT_MAX + " bytes";
        }
        out.append(piece, 0, count);
      }
      return null;
    } catch (IOException broken) {
      return "the body is no " + name + ": " + broken.getMessage();
    }
  }

  private static InputStream open(String coding, InputStream packed) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(packed);
      case "deflate" -> new InflaterInputStream(packed);
      default -> throw new IOException("unknown content coding");
    };
  }
}
