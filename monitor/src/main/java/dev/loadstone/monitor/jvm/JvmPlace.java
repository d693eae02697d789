package dev.loadstone.monitor.jvm;

import dev.loadstone.core.step.InvalidArgumentException;
import java.net.MalformedURLException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.management.remote.JMXServiceURL;

/** Where a Java virtual machine is. */
sealed interface JvmPlace {
  /**
   * A process of this machine.
   *
   * @param id of it
   */
  record Id(long id) implements JvmPlace {
    @Override
    public String toString() {
      return "the process " + id;
    }
  }

  /**
   * The only process of this machine with such a command line.
   *
   * @param pattern that is found in it
   */
  record Command(Pattern pattern) implements JvmPlace {
    @Override
    public String toString() {
      return "the process with a command line that has " + pattern;
    }
  }

  /**
   * Where it listens for JMX.
   *
   * @param text as the plan has it
   * @param url what that means
   */
  record Address(String text, JMXServiceURL url) implements JvmPlace {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Returns what a text means: an id, {@code host:port}, {@code service:jmx:…}, or else a part of a
   * command line.
   *
   * @throws InvalidArgumentException if it means nothing
   */
  static JvmPlace parse(String given) {
    String text = given.strip();
    if (text.isEmpty()) {
      throw new InvalidArgumentException(
          "jvm",
          "must be the id of a process, a part of its command line, or where it listens for JMX,"
              + " got nothing",
          "Write jvm: 4711, jvm: shop.jar, or jvm: 127.0.0.1:9010.");
    }
    if (text.matches("\\d{1,18}")) {
      return new Id(Long.parseLong(text));
    }
    try {
      if (text.startsWith("service:jmx:")) {
        return new Address(text, new JMXServiceURL(text));
      }
      if (text.matches("([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+]):\\d{1,5}")) {
        return new Address(
            text, new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + text + "/jmxrmi"));
      }
      return new Command(Pattern.compile(text));
    } catch (MalformedURLException wrong) {
      throw new InvalidArgumentException(
          "jvm",
          "must be an address of JMX, got: " + text,
          "Write jvm: 127.0.0.1:9010, or the whole service:jmx:rmi:… address.");
    } catch (PatternSyntaxException wrong) {
      throw new InvalidArgumentException(
          "jvm",
          "must be a regular expression, got: " + text,
          "At character " + (wrong.getIndex() + 1) + ": " + wrong.getDescription() + ".");
    }
  }
}
