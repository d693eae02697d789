package dev.loadstone.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseReaderTest {
  private static byte[] bytes(String text) {
    return text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String read(String text, int split, boolean head)
      throws MalformedResponseException {
    ResponseReader reader = new ResponseReader();
    reader.reset(head, true, true, null);
    byte[] data = bytes(text);
    int at = reader.read(data, 0, Math.min(split, data.length));
    if (!reader.isDone()) {
      at = reader.read(data, at, data.length);
    }
    boolean whole = reader.isDone();
    return reader.status()
        + " "
        + reader.body().text()
        + " "
        + (data.length - at)
        + (whole ? " done" : reader.endOfStream() ? " closed" : " cut")
        + (reader.mayReuse() ? " reuse" : "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "HTTP/1.1 200 OK|Content-Length: 3||abc; 200 abc 0 done reuse",
        "HTTP/1.1 200|content-length:3||abcX; 200 abc 1 done reuse",
        "HTTP/1.1 200 OK|Content-Length: 3|Content-Length: 3||abc; 200 abc 0 done reuse",
        "HTTP/1.1 200 OK|Connection: close|Content-Length: 0||; 200  0 done",
        "HTTP/1.0 200 OK|Content-Length: 0||; 200  0 done",
        "HTTP/1.0 200 OK|Connection: keep-alive|Content-Length: 0||; 200  0 done reuse",
        "HTTP/1.1 200 OK||abc; 200 abc 0 closed",
        "HTTP/1.1 200 OK|Content-Length: 4||abc; 200 abc 0 cut reuse",
        "HTTP/1.1 204 X||; 204  0 done reuse",
        "HTTP/1.1 304 X|Content-Length: 9||; 304  0 done reuse",
        "HTTP/1.1 100 Continue||HTTP/1.1 201 X|Content-Length: 1||a; 201 a 0 done reuse",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||A|0123456789|1|x|0||;"
            + " 200 0123456789x 0 done reuse",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2 |ab|0|A: b|C: d||Y; 200 ab 1 done reuse"
      })
  void read_splitAnywhere_isTheSame(String text, String expected)
      throws MalformedResponseException {
    for (int split = 0; split <= bytes(text).length; split++) {
      assertThat(read(text, split, false)).isEqualTo(expected);
    }
  }

  @Test
  void read_chunkExtensions_arePassedOver() throws MalformedResponseException {
    String text = "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2;a=\"b\"|ab|0;x||";
    for (int split = 0; split <= bytes(text).length; split++) {
      assertThat(read(text, split, false)).isEqualTo("200 ab 0 done reuse");
    }
  }

  @Test
  void read_answerToHead_hasNoBody() throws MalformedResponseException {
    assertThat(read("HTTP/1.1 200 OK|Content-Length: 3||", 9, true)).isEqualTo("200  0 done reuse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2 200 OK||",
        "HTTP/1x1 200 OK||",
        "HTTP/1.1 2x0 OK||",
        "HTTP/1.1 099 OK||",
        "HTTP/1.1 2000||",
        "garbage|",
        "HTTP/1.1 200 OK|no colon||",
        "HTTP/1.1 200 OK|: x||",
        "HTTP/1.1 200 OK|Content-Length: x||",
        "HTTP/1.1 200 OK|Content-Length: -1||",
        "HTTP/1.1 200 OK|Content-Length: 1 2||",
        "HTTP/1.1 200 OK|Content-Length:||",
        "HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 2||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||x|",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked|||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|abc|",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1234567890123456|"
      })
  void read_malformed_isRejected(String text) {
    assertThatThrownBy(() -> read(text, 5, false)).isInstanceOf(MalformedResponseException.class);
  }

  @Test
  void read_hugeHeader_isRejected() {
    String text = "HTTP/1.1 200 OK|X: " + "x".repeat(ResponseReader.HEAD_MAX) + "||";
    assertThatThrownBy(() -> read(text, 5, false))
        .hasMessage("a line or the header section is longer than 262144 bytes");
  }
}
