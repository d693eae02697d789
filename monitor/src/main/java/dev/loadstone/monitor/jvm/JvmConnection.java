package dev.loadstone.monitor.jvm;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.reading.Processes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
      case JvmPlace.Command command -> attached(Processes.only(command.pattern()));
    };
  }

  private static JMXServiceURL attached(long id) throws IOException, ProbeException {
    VirtualMachine machine = attach(id);
    try {
      return new JMXServiceURL(machine.startLocalManagementAgent());
    } finally {
      machine.detach();
    }
  }

  /**
   * Attaches to a process.
   *
   * @throws ProbeException if it is not there, or does not let itself be attached to
   */
  static VirtualMachine attach(long id) throws ProbeException {
    if (ProcessHandle.of(id).isEmpty()) {
      throw new ProbeException("there is no process with the id " + id);
    }
    try {
      return VirtualMachine.attach(Long.toString(id));
    } catch (AttachNotSupportedException | IOException refused) {
      throw new ProbeException(
          "the process "
              + id
              + " does not let itself be attached to, which takes a JVM of the same user: "
              + refused.getMessage());
    }
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
