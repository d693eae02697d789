package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Credential;
import java.util.Optional;

/** Reads credentials from environment variables and files. */
final class CredentialReader {
  private final ReadContext context;

  CredentialReader(ReadContext context) {
    this.context = context;
  }

  /** Returns the credential, or empty, with a problem that does not show any secret. */
  Optional<Credential> read(String name, DocumentNode node) {
    return context.fields(node, PlanShapes.CREDENTIAL).flatMap(fields -> read(name, fields));
  }

  private Optional<Credential> read(String name, Fields fields) {
    Optional<ScalarNode> variable = fields.scalar("env");
    Optional<ScalarNode> file = fields.scalar("file");
    boolean one = fields.has("env") != fields.has("file");
    fields.finish();
    if (!one) {
      context
          .problems()
          .add(fields.map().problem("must have either env or file", "Write {env: API_TOKEN}."));
      return Optional.empty();
    }
    return variable.isPresent()
        ? variable.flatMap(scalar -> fromEnvironment(name, scalar))
        : file.flatMap(scalar -> fromFile(name, scalar));
  }

  private Optional<Credential> fromEnvironment(String name, ScalarNode variable) {
    String secret = context.environment().getOrDefault(variable.text(), "");
    if (secret.isEmpty()) {
      context
          .problems()
          .add(
              variable.problem(
                  "must name an environment variable that is set, got: " + variable.text(),
                  "Set " + variable.text() + " before the run."));
      return Optional.empty();
    }
    return Optional.of(new Credential(name, "env " + variable.text(), secret));
  }

  private Optional<Credential> fromFile(String name, ScalarNode file) {
    Optional<String> secret = context.text(file).map(text -> text.replaceFirst("\\R$", ""));
    if (secret.isPresent() && secret.get().isEmpty()) {
      context
          .problems()
          .add(
              file.problem(
                  "must name a file with a secret in it, got: " + file.text(),
                  "The file is empty."));
      return Optional.empty();
    }
    return secret.map(text -> new Credential(name, "file " + file.text(), text));
  }
}
