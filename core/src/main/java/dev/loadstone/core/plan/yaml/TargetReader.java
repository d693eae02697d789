package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.TargetProcess;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.step.StepKinds;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the systems under test: one, or several by name. */
final class TargetReader {
  private static final String EXAMPLE = "Write it as http://127.0.0.1:8080.";

  private final ReadContext context;

  TargetReader(ReadContext context) {
    this.context = context;
  }

  /** Returns the targets that could be read, by name. */
  Map<String, Target> read(Fields plan) {
    Map<String, Target> targets = new LinkedHashMap<>();
    Optional<DocumentNode> node =
        TargetNeeds.of(plan.map()).anything()
            ? plan.required("target", "Write target: http://127.0.0.1:8080, or give --target.")
            : plan.node("target");
    if (node.isPresent() && byName(node.get()).isEmpty()) {
      context.problems().add(node.get().problem("must name at least one target", EXAMPLE));
    }
    node.map(TargetReader::byName)
        .orElse(Map.of())
        .forEach((name, one) -> read(name, one).ifPresent(target -> targets.put(name, target)));
    boolean onlyOthers = !targets.isEmpty() && targets.values().stream().noneMatch(Target::isHttp);
    if (node.isPresent() && onlyOthers && TargetNeeds.of(plan.map()).http()) {
      context
          .problems()
          .add(
              node.get()
                  .problem("must have an http or https URL, for some steps speak HTTP", EXAMPLE));
    }
    return targets;
  }

  /** Returns the targets that a plan names, by name, in its order; none if the mapping is empty. */
  static Map<String, DocumentNode> byName(DocumentNode target) {
    if (!(target instanceof MapNode map) || isOnlyOne(map)) {
      return Map.of(Target.DEFAULT, target);
    }
    Map<String, DocumentNode> named = new LinkedHashMap<>();
    map.entries().forEach((name, entry) -> named.put(name, entry.value()));
    return named;
  }

  /**
   * Returns whether a mapping tells of the only target and not of several by name: then it has the
   * keys of one, or one of them and beside it a mapping that cannot be a target, for it has no URL.
   */
  private static boolean isOnlyOne(MapNode map) {
    boolean url = map.entries().containsKey("url");
    boolean start = map.entries().containsKey("start");
    return (url && start)
        || ((url || start)
            && map.entries().values().stream()
                .map(Entry::value)
                .anyMatch(
                    value -> value instanceof MapNode one && !one.entries().containsKey("url")));
  }

  private Optional<Target> read(String name, DocumentNode node) {
    if (!(node instanceof MapNode map)) {
      return places(name, node);
    }
    Fields fields = context.fields(map, TargetShapes.TARGET);
    Optional<Target> target =
        fields
            .required("url", "Write url: http://127.0.0.1:8080.")
            .flatMap(url -> places(name, url));
    Optional<TargetProcess> process =
        fields.node("start").flatMap(new TargetProcessReader(context)::read);
    fields.finish();
    boolean asks = process.flatMap(TargetProcess::healthy).isPresent();
    if (asks && target.isPresent() && !target.get().scheme().equals("http")) {
      context
          .problems()
          .add(
              map.problem(
                  "must have start.healthy only with a URL of http, got: " + target.get().display(),
                  "Leave healthy out: then it is enough that it takes a connection."));
    }
    return target.map(placed -> new Target(placed.name(), placed.instances(), process));
  }

  private Optional<Target> places(String name, DocumentNode node) {
    List<DocumentNode> nodes = node instanceof ListNode list ? list.items() : List.of(node);
    List<URI> instances = new ArrayList<>();
    for (DocumentNode one : nodes) {
      context.setting(one).ifPresent(url -> read(url, instances));
    }
    if (nodes.isEmpty()) {
      context.problems().add(node.problem("must name at least one instance", EXAMPLE));
    }
    if (instances.size() < nodes.size() || instances.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Target(NameScope.requireWellFormed(name), instances));
    } catch (InvalidTextException wrong) {
      context.add(node, wrong);
      return Optional.empty();
    }
  }

  /** Reads the URL of an instance, which may differ from the first in host and port only. */
  private void read(ScalarNode url, List<URI> instances) {
    try {
      URI base = base(url.text());
      instances.add(base);
      Target alike = new Target("", instances);
      boolean same =
          String.valueOf(base.getScheme()).equals(alike.base().getScheme())
              && String.valueOf(base.getRawPath()).equals(alike.base().getRawPath());
      if (instances.size() > 1 && !(same && alike.isHttp())) {
        throw new InvalidTextException(
            "differ from the first instance in host and port only, and be an http or https URL",
            url.text(),
            "Other systems have names of their own: target: {shop: http://…, stock: http://…}.");
      }
    } catch (InvalidTextException wrong) {
      context.add(url, wrong);
    }
  }

  /**
   * Parses a base URL; of one of http or https, a slash at its end is cut off.
   *
   * @throws InvalidTextException if it is no absolute URL of http, https or a scheme that a kind of
   *     step speaks; and of http and https, if it has a user, a query or a fragment
   */
  static URI base(String text) {
    URI uri = parse(text.strip());
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    if (StepKinds.ofScheme(scheme).isPresent()) {
      return uri;
    }
    if (!List.of("http", "https").contains(scheme) || uri.getHost() == null) {
      throw notHttp(text);
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new InvalidTextException("have a port from 1 to 65535", text, EXAMPLE);
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new InvalidTextException(
          "be a URL without user, query and fragment",
          text.replaceFirst("//[^/@]*@", "//***@"),
          EXAMPLE);
    }
    return URI.create(uri.toString().replaceFirst("/+$", ""));
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException broken) {
      throw notHttp(text);
    }
  }

  private static InvalidTextException notHttp(String text) {
    boolean bare = text.strip().matches("[\\w.-]+(:\\d+)?(/.*)?");
    String fix = bare ? "Write it as http://" + text.strip() + "." : EXAMPLE;
    return new InvalidTextException("be an http or https URL", text, fix);
  }
}
