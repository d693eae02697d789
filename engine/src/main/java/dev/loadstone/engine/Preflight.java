package dev.loadstone.engine;

import dev.loadstone.core.plan.Target;
import dev.loadstone.core.step.StepKinds;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Looks whether the targets of a plan are there, before any load is sent. */
public final class Preflight {
  private final Duration timeout;
  private final Function<Target, String> another;

  /**
   * Creates a check.
   *
   * @param timeout how long each address of a target may take
   * @param another how to give another target instead of one that is not there, for example {@code
   *     give another target: --target URL}
   */
  public Preflight(Duration timeout, Function<Target, String> another) {
    this.timeout = timeout;
    this.another = another;
  }

  /**
   * Opens one TCP connection to each instance of each target and closes it again.
   *
   * @throws UnreachableException naming every target to none of whose addresses there is a
   *     connection
   */
  public void check(Collection<Target> targets) throws UnreachableException {
    List<String> problems = new ArrayList<>();
    for (Target target : targets) {
      for (URI instance : target.instances()) {
        problem(target, instance).ifPresent(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new UnreachableException(problems);
    }
  }

  private Optional<String> problem(Target target, URI instance) {
    String base = Target.display(instance);
    Optional<InetSocketAddress> place = address(target, instance);
    if (place.isEmpty()) {
      return Optional.empty(); // its client will tell
    }
    String host = place.get().getHostString();
    int port = place.get().getPort();
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException unknown) {
      return Optional.of(
          name(target)
              + " cannot be reached at "
              + base
              + ": the host name "
              + host
              + " has no address. Mend the name, or "
              + another.apply(target)
              + ".");
    }
    List<String> causes = new ArrayList<>();
    for (InetAddress address : addresses) {
      Optional<String> cause = connect(new InetSocketAddress(address, port));
      if (cause.isEmpty()) {
        return Optional.empty();
      }
      causes.add(authority(address, port) + ": " + cause.get());
    }
    return Optional.of(
        name(target)
            + " cannot be reached at "
            + base
            + " ("
            + String.join("; ", causes)
            + "). Start it, or "
            + another.apply(target)
            + ".");
  }

  private Optional<String> connect(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) timeout.toMillis());
      return Optional.empty();
    } catch (SocketTimeoutException late) {
      return Optional.of("no answer within " + timeout.toSeconds() + " s");
    } catch (ConnectException refused) {
      return Optional.of("connection refused");
    } catch (IOException failed) {
      String message = failed.getMessage();
      return Optional.of(message == null ? failed.getClass().getSimpleName() : message);
    }
  }

  private static String name(Target target) {
    return target.name().equals(Target.DEFAULT) ? "The target" : "The target " + target.name();
  }

  /**
   * Returns where an instance of a target listens, not looked up; empty if only its client knows.
   */
  static Optional<InetSocketAddress> address(Target target, URI base) {
    return target.isHttp()
        ? Optional.of(InetSocketAddress.createUnresolved(bare(base.getHost()), port(base)))
        : StepKinds.ofScheme(target.scheme()).flatMap(kind -> kind.address(base));
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI base) {
    if (base.getPort() > 0) {
      return base.getPort();
    }
    return base.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
  }

  private static String authority(InetAddress address, int port) {
    String host = address.getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
