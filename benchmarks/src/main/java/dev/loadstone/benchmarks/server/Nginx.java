package dev.loadstone.benchmarks.server;

import dev.loadstone.benchmarks.process.Child;
import dev.loadstone.benchmarks.process.Ports;
import dev.loadstone.benchmarks.process.ProcessFailure;
import dev.loadstone.benchmarks.tool.Invocation;
import dev.loadstone.benchmarks.tool.Toolbox;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * nginx with one worker on one processor, which answers {@code /plain} with 128 bytes of text and
 * {@code /json} with 128 bytes of JSON, and counts what it answers.
 */
public final class Nginx implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(10);
  private static final int TIMEOUT_MILLIS = 5_000;

  /** Accepted, handled, requests: the third line of stub_status. */
  private static final Pattern COUNTS = Pattern.compile("(?m)^ *(\\d+) +(\\d+) +(\\d+) *$");

  private static final String TEXT = "0123456789abcdef".repeat(8);
  private static final String JSON =
      """
      {"status":"ok","session":{"id":"session-4711","user":17},"items":[1,2,3,4,5,6],"reply":"It \
      is on its way","token":"0123456789a"}\
      """;

  private final Child child;
  private final int port;
  private final int http2Port;
  private long asked;

  private Nginx(Child child, int port, int http2Port) {
    this.child = child;
    this.port = port;
    this.http2Port = http2Port;
  }

  /**
   * Starts one.
   *
   * @param box where nginx is
   * @param directory for its files
   * @param processor on which it runs
   * @throws IOException if its configuration cannot be written
   * @throws ProcessFailure if it does not start
   */
  public static Nginx start(Toolbox box, Path directory, int processor) throws IOException {
    int port = Ports.free();
    int http2Port = Ports.free();
    Path files = Files.createDirectories(directory.resolve("nginx")).toAbsolutePath();
    Path configuration = files.resolve("nginx.conf");
    Files.writeString(configuration, configuration(port, http2Port));
    Invocation nginx =
        box.debian("nginx", "-p", files.toString(), "-c", configuration.toString(), "-e", "stderr");
    Child child =
        Child.start(
            Child.pinned(processor, nginx.command()), nginx.environment(), files.resolve("log"));
    try {
      Ports.await(port, child, START_MAX);
    } catch (ProcessFailure failure) {
      child.close();
      throw new ProcessFailure("nginx: " + failure.getMessage());
    }
    return new Nginx(child, port, http2Port);
  }

  private static String configuration(int port, int http2Port) {
    return """
    daemon off;
    worker_processes 1;
    worker_rlimit_nofile 65536;
    pid nginx.pid;
    error_log stderr error;
    events { worker_connections 32768; }
    http {
      access_log off;
      keepalive_requests 1000000000;
      keepalive_timeout 600s;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      server {
        listen 127.0.0.1:%d backlog=4096;
        listen 127.0.0.1:%d http2;
        location = /plain { default_type text/plain; return 200 "%s"; }
        location = /json { default_type application/json; return 200 '%s'; }
        location = /status { stub_status; }
      }
    }
    """
        .formatted(port, http2Port, TEXT, JSON);
  }

  /** Returns the address of a path. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Returns the address of a path where HTTP/2 is spoken on clear text. */
  public URI http2Url(String path) {
    return URI.create("http://127.0.0.1:" + http2Port + path);
  }

  /**
   * Returns how many requests were answered since the start, those for this count left out.
   *
   * @throws IOException if it does not answer
   */
  public long requests() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url("/status").toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    asked++;
    try (var in = connection.getInputStream()) {
      return requests(new String(in.readAllBytes(), StandardCharsets.US_ASCII)) - asked;
    }
  }

  /**
   * Returns the number of requests in a stub_status page.
   *
   * @throws ProcessFailure if it has none
   */
  static long requests(String status) {
    Matcher counts = COUNTS.matcher(status);
    if (!counts.find()) {
      throw new ProcessFailure("the status page of nginx must have three counts, got: " + status);
    }
    return Long.parseLong(counts.group(3));
  }

  /** Returns the id of its first process. */
  public long pid() {
    return child.pid();
  }

  /** Returns the processor time used so far, in seconds. */
  public double cpuSeconds() {
    return child.cpuSeconds();
  }

  @Override
  public void close() {
    child.close();
  }
}
