package dev.loadstone.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A server of the operating system's packages, on a free port of the loopback address. Where it is
 * not installed the test is skipped, but fails in continuous integration.
 */
final class RealServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CLUSTER = "bG9hZHN0b25lLXRlc3RzIQ";
  private static final Path POSTGRES = Path.of("/usr/lib/postgresql");

  private final Process process;
  private final int port;

  private RealServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts Redis without anything on disk. */
  static RealServer redis() throws IOException, InterruptedException {
    int port = freePort();
    return start(
        port,
        List.of(
            program("redis-server").toString(),
            "--port",
            "" + port,
            "--bind",
            "127.0.0.1",
            "--save",
            ""));
  }

  /** Starts NATS with JetStream. */
  static RealServer nats(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    return start(
        port,
        List.of(
            program("nats-server").toString(),
            "-a",
            "127.0.0.1",
            "-p",
            "" + port,
            "-js",
            "-sd",
            folder.toString()));
  }

  /** Starts one broker of Kafka, which is its own controller. */
  static RealServer kafka(Path folder) throws IOException, InterruptedException {
    String jars = KafkaJars.classPath();
    int port = freePort();
    Path settings = folder.resolve("kafka.properties");
    String text =
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:${controller}
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}
        advertised.listeners=PLAINTEXT://127.0.0.1:${port}
        log.dirs=${folder}/log
        num.partitions=1
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        group.initial.rebalance.delay.ms=0
        """;
    Files.writeString(
        settings,
        text.replace("${port}", "" + port)
            .replace("${controller}", "" + freePort())
            .replace("${folder}", folder.toString()));
    List<String> format =
        java(jars, "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", settings.toString());
    run(format, folder.resolve("format.log"));
    return start(port, java(jars, "kafka.Kafka", settings.toString()));
  }

  private static List<String> java(String classPath, String... program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(program));
    return command;
  }

  /** Starts MariaDB with a database {@code test}, whose user {@code root} has no password. */
  static RealServer mariadb(Path folder) throws IOException, InterruptedException {
    Path server = program("mariadbd");
    Path install = program("mariadb-install-db");
    Path data = folder.resolve("data");
    String user = "--user=" + System.getProperty("user.name");
    String login = "--auth-root-authentication-method=normal";
    run(
        List.of(install.toString(), "--no-defaults", "--datadir=" + data, login, user),
        folder.resolve("install.log"));
    int port = freePort();
    return start(
        port,
        List.of(
            server.toString(),
            "--no-defaults",
            "--datadir=" + data,
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + folder.resolve("mariadb.sock"),
            "--pid-file=" + folder.resolve("mariadb.pid"),
            user));
  }

  /** Starts PostgreSQL with an empty cluster, whose only user is {@code postgres}. */
  static RealServer postgres(Path folder) throws IOException, InterruptedException {
    Path bin = postgresPrograms();
    Path data = folder.resolve("cluster");
    Files.createDirectories(data);
    Path log = folder.resolve("postgres.log");
    boolean root = System.getProperty("user.name").equals("root");
    if (root) {
      // The server refuses to run as root: another user must own the folder and reach it.
      for (Path up = data; up != null && !up.equals(Path.of("/tmp")); up = up.getParent()) {
        if (Files.getOwner(up).getName().equals("root") && up.startsWith(folder)) {
          Files.setPosixFilePermissions(up, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
      }
      run(List.of("chown", "-R", "postgres", data.toString()), log);
    }
    run(asPostgres(root, bin.resolve("initdb") + " -D " + data + " -A trust -U postgres"), log);
    int port = freePort();
    String start =
        "exec "
            + bin.resolve("postgres")
            + " -D "
            + data
            + " -p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off";
    RealServer server = start(port, asPostgres(root, start));
    server.awaitReadiness(
        List.of(bin.resolve("pg_isready").toString(), "-q", "-h", "127.0.0.1", "-p", "" + port));
    return server;
  }

  private static List<String> asPostgres(boolean root, String command) {
    return root
        ? List.of(
            "setpriv",
            "--reuid=postgres",
            "--regid=postgres",
            "--clear-groups",
            "sh",
            "-c",
            command)
        : List.of("sh", "-c", command);
  }

  private static Path postgresPrograms() throws IOException {
    if (Files.isDirectory(POSTGRES)) {
      try (Stream<Path> versions = Files.list(POSTGRES)) {
        Path newest = versions.sorted().toList().getLast().resolve("bin");
        if (Files.isExecutable(newest.resolve("initdb"))) {
          return newest;
        }
      }
    }
    skip("no PostgreSQL below " + POSTGRES);
    return POSTGRES;
  }

  private static Path program(String name) {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
            Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> {
          skip("no " + name + " is installed");
          return Path.of(name);
        });
  }

  /** Skips the test, or fails it in continuous integration. */
  static void skip(String reason) {
    assertThat(System.getenv("LOADSTONE_CI")).as(reason).isNotEqualTo("true");
    Assumptions.abort(reason);
  }

  private static void run(List<String> command, Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    assertThat(process.waitFor()).as(command + ", see " + log).isZero();
  }

  private static RealServer start(int port, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    RealServer server = new RealServer(process, port);
    Instant end = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return server;
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
    server.close();
    throw new IOException("no server began to listen: " + String.join(" ", command));
  }

  /** Waits until a program says, by its exit code, that the server not only listens but serves. */
  private void awaitReadiness(List<String> command) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      if (new ProcessBuilder(command).start().waitFor() == 0) {
        return;
      }
      Thread.sleep(20);
    }
    close();
    throw new IOException("no server was ready: " + String.join(" ", command));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
