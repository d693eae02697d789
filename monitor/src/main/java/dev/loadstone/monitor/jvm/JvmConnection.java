package dev.loadstone.monitor.jvm;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.reading.KernelFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** A connection to a Java virtual machine's management beans. */
final class JvmConnection implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final @Nullable JMXConnector connector;
  private final MBeanServerConnection beans;

  private JvmConnection(@Nullable JMXConnector connector, MBeanServerConnection beans) {
    this.connector = connector;
    this.beans = beans;
  }

  /**
   * Connects. A process of this machine is made to start its local management agent, unless it is
   * this one.
   *
   * @param credentials user and password; empty for none
   * @throws ProbeException if that cannot be done, or not in ten seconds
   */
  static JvmConnection open(JvmPlace place, List<String> credentials)
      throws ProbeException, InterruptedException {
    if (place instanceof JvmPlace.Id process && process.id() == ProcessHandle.current().pid()) {
      return new JvmConnection(null, ManagementFactory.getPlatformMBeanServer());
    }
    CompletableFuture<JvmConnection> connection = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("loadstone-jmx-connect")
        .start(() -> connect(place, credentials, connection));
    try {
      return connection.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      connection.cancel(false);
      throw new ProbeException(
          place + " could not be connected to within " + TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ProbeException known) {
        throw known;
      }
      throw new ProbeException(place + " cannot be connected to: " + failed.getCause());
    }
  }

  // Replies are deserialised: the address is one that the plan's author chose to trust.
  @SuppressWarnings("BanJNDI")
  private static void connect(
      JvmPlace place, List<String> credentials, CompletableFuture<JvmConnection> connection) {
    try {
      Map<String, ?> environment =
          credentials.isEmpty()
              ? Map.of()
              : Map.of(JMXConnector.CREDENTIALS, credentials.toArray(String[]::new));
      JMXConnector made = JMXConnectorFactory.connect(url(place), environment);
      JvmConnection opened = new JvmConnection(made, made.getMBeanServerConnection());
      if (!connection.complete(opened)) {
        opened.close(); // nobody waits any more
      }
    } catch (IOException | ProbeException | RuntimeException | Error failed) {
      connection.completeExceptionally(failed);
    }
  }

  private static JMXServiceURL url(JvmPlace place) throws IOException, ProbeException {
    return switch (place) {
      case JvmPlace.Address address -> address.url();
      case JvmPlace.Id process -> attached(process.id());
      case JvmPlace.Command command -> attached(only(command.pattern()));
    };
  }

  private static JMXServiceURL attached(long id) throws IOException, ProbeException {
    if (ProcessHandle.of(id).isEmpty()) {
      throw new ProbeException("there is no process with the id " + id);
    }
    VirtualMachine machine;
    try {
      machine = VirtualMachine.attach(Long.toString(id));
    } catch (AttachNotSupportedException | IOException refused) {
      throw new ProbeException(
          "the process "
              + id
              + " does not let itself be attached to, which takes a JVM of the same user: "
              + refused.getMessage());
    }
    try {
      return new JMXServiceURL(machine.startLocalManagementAgent());
    } finally {
      machine.detach();
    }
  }

  /** Returns the only process with such a command line, except this one and what started it. */
  private static long only(Pattern pattern) throws ProbeException {
    Set<Long> excluded = new HashSet<>();
    for (ProcessHandle own = ProcessHandle.current();
        own != null;
        own = own.parent().orElse(null)) {
      excluded.add(own.pid());
    }
    List<Long> found =
        ProcessHandle.allProcesses()
            .filter(process -> !excluded.contains(process.pid()))
            .filter(process -> pattern.matcher(commandLine(process)).find())
            .map(ProcessHandle::pid)
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new ProbeException(
        found.isEmpty()
            ? "there is no process with a command line that has " + pattern
            : "several processes have a command line with "
                + pattern
                + ": "
                + found.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + "; name one by its id");
  }

  /** Returns program and arguments with blanks between; Java itself cuts long ones off. */
  private static String commandLine(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    List<String> lines = KernelFiles.lines(file);
    return lines.isEmpty()
        ? process.info().commandLine().orElse("")
        : String.join(" ", lines).replace('\0', ' ').strip();
  }

  /** Returns the beans. */
  MBeanServerConnection beans() {
    return beans;
  }

  @Override
  public void close() {
    if (connector == null) {
      return;
    }
    try {
      connector.close();
    } catch (IOException gone) {
      // Then there is nothing to close.
    }
  }
}
