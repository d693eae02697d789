package dev.loadstone.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading a whole response that came in one piece, its body not kept. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResponseReaderBenchmark {
  private static final String HEAD =
      """
      HTTP/1.1 200 OK
      Server: nginx/1.22.1
      Date: Sat, 21 Nov 2026 07:14:15 GMT
      Content-Type: text/plain
      Connection: keep-alive
      """;
  private static final byte[] PLAIN = bytes(HEAD + "Content-Length: 128\n\n" + "a".repeat(128));
  private static final byte[] CHUNKED =
      bytes(
          HEAD
              + "Transfer-Encoding: chunked\n\n"
              + ("20\n" + "a".repeat(32) + "\n").repeat(4)
              + "0\n\n");

  private final ResponseReader reader = new ResponseReader();

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private int read(byte[] response) throws MalformedResponseException {
    reader.reset(false, false, false, null);
    return reader.read(response, 0, response.length);
  }

  /** Reads a response with a length of 128 bytes, as nginx sends it. */
  @Benchmark
  public int read_128Bytes() throws MalformedResponseException {
    return read(PLAIN);
  }

  /** Reads a response of 128 bytes in four chunks. */
  @Benchmark
  public int read_128BytesInFourChunks() throws MalformedResponseException {
    return read(CHUNKED);
  }
}
