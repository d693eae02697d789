package dev.loadstone.app.command;

import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What a receiver of OpenTelemetry's protocol wants to be told in headers. It comes from the
 * environment, since there are secrets in it, and is shown nowhere.
 *
 * <p><b>Source:</b> OpenTelemetry's specification, OTLP exporter, "Specifying headers via
 * environment variables".
 */
final class OtlpHeaders {
  /** The variable that holds them. */
  static final String VARIABLE = "OTEL_EXPORTER_OTLP_HEADERS";

  private OtlpHeaders() {}

  /**
   * Returns headers by their names.
   *
   * @param environment variables; the headers are pairs NAME=VALUE with commas between, values
   *     percent-encoded
   * @param command to which a wrong one belongs
   * @throws ParameterException if one cannot be a header
   */
  static Map<String, String> of(Map<String, String> environment, CommandLine command) {
    Map<String, String> headers = new LinkedHashMap<>();
    String text = environment.getOrDefault(VARIABLE, "");
    int number = 0;
    for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
      number++;
      int equals = pair.indexOf('=');
      String name = equals < 0 ? "" : pair.substring(0, equals).strip();
      try {
        String value = decoded(pair.substring(equals + 1).strip());
        HttpRequest.newBuilder().header(name, value);
        headers.put(name, value);
      } catch (IllegalArgumentException malformed) {
        throw MetricsFlags.wrong(
            command,
            VARIABLE,
            "must be headers NAME=VALUE with commas between, but number "
                + number
                + " of them is none that can be sent. Write api-key=SECRET, with %2C for a comma.");
      }
    }
    return headers;
  }

  /** Returns a text without its percent-encoding, in which a plus is no space. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
