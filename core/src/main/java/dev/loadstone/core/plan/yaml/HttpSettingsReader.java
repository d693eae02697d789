package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.HttpSettings.Connections;
import dev.loadstone.core.plan.HttpSettings.Protocol;
import dev.loadstone.core.plan.HttpSettings.TlsProvider;
import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.quantity.QuantityFormatException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how HTTP is spoken. */
final class HttpSettingsReader {
  /** The most redirects of one operation. */
  static final int REDIRECTS_MAX = 50;

  /** The most streams of one HTTP/2 connection: client streams have odd numbers of 31 bits. */
  static final int STREAMS_MAX = 1 << 30;

  /** The most requests that one HTTP/1.1 connection carries at once. */
  static final int PIPELINING_MAX = 10_000;

  private final ReadContext context;

  HttpSettingsReader(ReadContext context) {
    this.context = context;
  }

  /**
   * Settings and what belongs to the steps.
   *
   * @param settings how HTTP is spoken
   * @param headers headers of every HTTP step that does not set them itself
   */
  record Read(HttpSettings settings, Map<String, Entry> headers) {}

  /** Returns the settings; what is left out or wrong has its default. */
  Read read(Optional<DocumentNode> node) {
    return node.flatMap(found -> context.fields(found, PlanShapes.HTTP_SETTINGS))
        .map(this::read)
        .orElse(new Read(HttpSettings.DEFAULT, Map.of()));
  }

  private Read read(Fields fields) {
    HttpSettings usual = HttpSettings.DEFAULT;
    Optional<Fields> tls = fields.fields("tls", PlanShapes.TLS);
    Optional<Path> ca = tls.flatMap(found -> found.scalar("ca")).flatMap(context::file);
    boolean insecure = tls.flatMap(found -> found.bool("insecure")).orElse(usual.insecure());
    TlsProvider provider =
        tls.flatMap(found -> found.choice("provider", TlsProvider.class))
            .orElse(usual.tlsProvider());
    tls.ifPresent(Fields::finish);
    Connections connections =
        fields.choice("connections", Connections.class).orElse(usual.connections());
    HttpSettings settings =
        new HttpSettings(
            protocol(fields, connections),
            connections,
            fields
                .integer("maxConnections", 1, Integer.MAX_VALUE)
                .orElse((long) usual.connectionsMax())
                .intValue(),
            localAddresses(fields),
            fields
                .quantity("redirects", HttpSettingsReader::redirects)
                .orElse(usual.redirectsMax()),
            fields.bool("cookies").orElse(usual.cookies()),
            fields.bool("compression").orElse(usual.compression()),
            ca,
            insecure,
            provider);
    Map<String, Entry> headers = fields.entries("headers");
    fields.finish();
    return new Read(settings, headers);
  }

  private static List<InetAddress> localAddresses(Fields fields) {
    List<InetAddress> addresses = new ArrayList<>();
    for (DocumentNode node : fields.list("localAddresses")) {
      Optional<ScalarNode> scalar = fields.asScalar(node);
      scalar
          .flatMap(text -> fields.parse(text, HttpSettingsReader::address))
          .ifPresent(address -> {
            if (addresses.contains(address)) {
              fields
                  .problems()
                  .add(
                      node.problem(
                          "must not name an address twice, got: " + address.getHostAddress(),
                          "Remove one of them."));
            } else {
              addresses.add(address);
            }
          });
    }
    return addresses;
  }

  private static InetAddress address(String text) {
    try {
      InetAddress address = InetAddress.ofLiteral(text.strip());
      if (!address.isAnyLocalAddress() && !address.isMulticastAddress()) {
        return address;
      }
    } catch (IllegalArgumentException name) {
      // told below, with the constraint
    }
    throw new QuantityFormatException(
        "be an IP address of one machine", text, "Write it in digits, for example 127.0.0.2.");
  }

  private Protocol protocol(Fields fields, Connections connections) {
    Protocol usual = Protocol.DEFAULT;
    Optional<Version> told = fields.quantity("version", HttpSettingsReader::version);
    Version version = told.orElse(usual.version());
    int streams =
        fields
            .integer("streamsPerConnection", 1, STREAMS_MAX)
            .orElse((long) usual.streamsPerConnection())
            .intValue();
    boolean understood = told.isPresent() || !fields.has("version");
    if (understood && version == Version.HTTP_1_1) {
      refuse(
          fields,
          "streamsPerConnection",
          "is of HTTP/2, but http.version is http/1.1",
          "Write version: http/2 or version: auto, or remove it.");
    }
    int pipelining =
        fields
            .integer("pipelining", 1, PIPELINING_MAX)
            .orElse((long) usual.pipelining())
            .intValue();
    if (understood && version != Version.HTTP_1_1) {
      refuse(
          fields,
          "pipelining",
          "is of HTTP/1.1, but http.version is " + version.label(),
          "Write streamsPerConnection instead, or version: http/1.1.");
    }
    refuseForSingleRequests(fields, "streamsPerConnection", connections);
    refuseForSingleRequests(fields, "pipelining", connections);
    return new Protocol(version, streams, pipelining);
  }

  /** Refuses a number of requests at once where no connection ever has two. */
  private void refuseForSingleRequests(Fields fields, String key, Connections connections) {
    if (connections != Connections.SHARED) {
      refuse(
          fields,
          key,
          "has no use where http.connections is "
              + Fields.spelling(connections)
              + ", since a virtual user has one request under way at a time",
          "Write connections: shared, or remove it.");
    }
  }

  private void refuse(Fields fields, String key, String problem, String fix) {
    fields
        .scalar(key)
        .ifPresent(
            node -> context.problems().add(node.problem(problem + ", got: " + node.text(), fix)));
  }

  private static Version version(String text) {
    String stripped = text.strip();
    return Version.of(stripped)
        .orElseThrow(() -> {
          String meant =
              switch (stripped) {
                case "1", "1.1" -> "Write version: http/1.1.";
                case "2", "2.0", "h2", "h2c" -> "Write version: http/2.";
                default -> "";
              };
          return new QuantityFormatException(
              "be one of " + String.join(", ", Version.labels()), text, meant);
        });
  }

  private static int redirects(String text) {
    return switch (text.strip()) {
      case "true" -> HttpSettings.DEFAULT.redirectsMax();
      case "false" -> 0;
      default -> {
        if (text.strip().matches("\\d{1,2}") && Integer.parseInt(text.strip()) <= REDIRECTS_MAX) {
          yield Integer.parseInt(text.strip());
        }
        throw new QuantityFormatException(
            "be true, false or a whole number from 0 to " + REDIRECTS_MAX, text, "");
      }
    };
  }
}
