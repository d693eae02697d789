package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.EvmAccounts;
import dev.loadstone.core.plan.EvmBlocks;
import dev.loadstone.core.plan.EvmBlocks.Source;
import dev.loadstone.core.plan.EvmTransaction;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.problem.InvalidTextException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads steps on EVM chains: calls, transactions, and watches of blocks. */
final class EvmReader {
  static final int ACCOUNTS_MAX = 100_000;
  static final int AHEAD_MAX = 10_000;
  static final long GAS_MAX = 1_000_000_000_000L;

  private static final List<String> KINDS = List.of("method", "batch", "transaction", "blocks");
  private static final int AHEAD_DEFAULT = 4;
  private static final Duration RECEIPT_DEFAULT = Duration.ofMillis(100);
  private static final Duration BLOCKS_DEFAULT = Duration.ofMillis(20);
  private static final int TOLERANCE_SHARE = 8;
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern DATA = Pattern.compile("0x(?:[0-9a-fA-F]{2})*");
  private static final Pattern WEI = Pattern.compile("\\d{1,60}");

  private final ReadContext context;
  private final HttpStepReader http;

  /** What kind of transaction is made. */
  enum Type {
    /** With a priority fee. */
    EIP1559,
    /** With a gas price alone. */
    LEGACY
  }

  EvmReader(ReadContext context, HttpStepReader http) {
    this.context = context;
    this.http = http;
  }

  /** Returns the step, or empty, with a problem. */
  Optional<Step> read(Fields fields, NameScope scope) {
    List<String> given = KINDS.stream().filter(fields::has).toList();
    if (given.equals(List.of("method")) || given.equals(List.of("batch"))) {
      return new JsonRpcReader(context, http).read("evm", fields, scope);
    }
    if (given.size() != 1) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      "must do one thing, got: "
                          + (given.isEmpty() ? "nothing" : String.join(" and ", given)),
                      "Write one of the keys " + String.join(", ", KINDS) + "."));
    }
    for (String key : List.of("params", "notification", "check", "extract")) {
      fields
          .node(key)
          .ifPresent(node ->
              context.problems().add(node.problem("must stand beside method or batch", "")));
    }
    boolean named = fields.has("name");
    Optional<Fields> transaction = fields.fields("transaction", ProtocolShapes.EVM_TRANSACTION);
    Optional<Fields> blocks = fields.fields("blocks", ProtocolShapes.EVM_BLOCKS);
    Optional<Step.Http> request = http.request("evm", fields, scope);
    Optional<Step> sent =
        transaction.flatMap(inner ->
            transaction(inner, request.map(as -> named ? as : as.named("transaction")), scope));
    Optional<Step> watched =
        blocks.flatMap(inner -> blocks(inner, request.map(as -> named ? as : as.named("blocks"))));
    return given.size() == 1 ? sent.or(() -> watched) : Optional.empty();
  }

  private Optional<Step> blocks(Fields fields, Optional<Step.Http> request) {
    fields.required("for", "Write blocks: {for: 10s}.");
    Optional<Duration> length = fields.quantity("for", Lengths::positive);
    Source source = fields.choice("by", Source.class).orElse(Source.POLL);
    Duration poll = fields.quantity("poll", Lengths::positive).orElse(BLOCKS_DEFAULT);
    Optional<Duration> blockTime = fields.quantity("blockTime", Lengths::positive);
    Optional<Duration> tolerance = fields.quantity("tolerance", Lengths::positive);
    fields.finish();
    if (source == Source.SUBSCRIPTION) {
      fields
          .node("poll")
          .ifPresent(node ->
              context
                  .problems()
                  .add(
                      node.problem(
                          "must stand beside by: poll", "Remove it: the node tells by itself.")));
    }
    if (tolerance.isPresent() && !fields.has("blockTime")) {
      context.problems().add(fields.map().problem("must have a blockTime for its tolerance", ""));
    }
    Duration allowed =
        tolerance.or(() -> blockTime.map(time -> time.dividedBy(TOLERANCE_SHARE))).orElse(poll);
    return request.flatMap(
        as -> length.map(time -> new EvmBlocks(as, time, source, poll, blockTime, allowed)));
  }

  private Optional<Step> transaction(Fields fields, Optional<Step.Http> request, NameScope scope) {
    NameScope before = scope.beforeSteps();
    fields.required("accounts", "Write accounts: {mnemonic: …, count: 10} or {keys: [0x…]}.");
    Optional<EvmAccounts> accounts =
        fields
            .fields("accounts", ProtocolShapes.EVM_ACCOUNTS)
            .flatMap(inner -> accounts(inner, scope));
    Optional<Template> to =
        fields
            .node("to")
            .flatMap(this::single)
            .map(at -> checked(at, before, ADDRESS, "be an address", "0x…, 40 digits"));
    Template value =
        fields
            .node("value")
            .flatMap(this::single)
            .map(at -> checked(at, before, WEI, "be a number of wei", "1000000000000000000"))
            .orElse(Template.literal("0"));
    Template data =
        fields
            .node("data")
            .flatMap(this::single)
            .map(at ->
                checked(at, before, DATA, "be data in hexadecimal", "0x with two digits a byte"))
            .orElse(Template.literal("0x"));
    Optional<Long> gas = fields.integer("gas", 21_000, GAS_MAX);
    Optional<BigInteger> price = fields.quantity("gasPrice", EvmReader::wei);
    boolean legacy = fields.choice("type", Type.class).orElse(Type.EIP1559) == Type.LEGACY;
    int ahead = fields.integer("ahead", 1, AHEAD_MAX).orElse((long) AHEAD_DEFAULT).intValue();
    Optional<Duration> poll =
        fields.has("receipt") ? receipt(fields) : Optional.of(RECEIPT_DEFAULT);
    boolean countsBlocks = countsBlocks(fields, poll);
    fields.finish();
    return request.flatMap(as ->
        accounts.map(who ->
            new EvmTransaction(
                as,
                who,
                to,
                value,
                data,
                gas.map(OptionalLong::of).orElse(OptionalLong.empty()),
                price,
                legacy,
                ahead,
                poll,
                countsBlocks)));
  }

  private boolean countsBlocks(Fields fields, Optional<Duration> poll) {
    boolean counts = fields.bool("countBlocks").orElse(false);
    if (counts && poll.isEmpty()) {
      fields
          .node("countBlocks")
          .ifPresent(node ->
              problem(
                  node,
                  "must stand beside a receipt, which tells the block",
                  "Write how often it is asked for: receipt: 100ms."));
    }
    return counts;
  }

  private static Optional<Duration> receipt(Fields fields) {
    boolean none =
        fields.node("receipt").filter(node -> node.describe().equals("none")).isPresent();
    return none ? Optional.empty() : fields.quantity("receipt", Lengths::positive);
  }

  /** Returns a single value as it stands, expressions and all. */
  private Optional<ScalarNode> single(DocumentNode node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar);
    }
    problem(node, "must be a single value, got: " + node.describe(), "");
    return Optional.empty();
  }

  private Template checked(
      ScalarNode at, NameScope scope, Pattern pattern, String what, String example) {
    Template template =
        new TemplateParser(scope, context.problems()).template(at.text(), Encoding.RAW, at);
    if (template.isLiteral() && !pattern.matcher(template.outline()).matches()) {
      context
          .problems()
          .add(at.problem("must " + what + ", got: " + at.text(), "Write it as " + example + "."));
    }
    return template;
  }

  private static BigInteger wei(String text) {
    if (!WEI.matcher(text).matches()) {
      throw new InvalidTextException("be a number of wei", text, "Write it as 1000000000.");
    }
    return new BigInteger(text);
  }

  private Optional<EvmAccounts> accounts(Fields fields, NameScope scope) {
    boolean words = fields.has("mnemonic");
    if (words == fields.has("keys")) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      "must have either a mnemonic or keys",
                      "Write {mnemonic: …, count: 10} or {keys: [0x…]}."));
    }
    int first = fields.integer("first", 0, ACCOUNTS_MAX).orElse(0L).intValue();
    int count = fields.integer("count", 1, ACCOUNTS_MAX).orElse(1L).intValue();
    Optional<Template> mnemonic =
        fields.node("mnemonic").flatMap(this::single).map(at -> mnemonic(at, scope));
    List<Template> keys = new ArrayList<>();
    for (DocumentNode item : fields.list("keys")) {
      single(item).ifPresent(at -> keys.add(key(at, scope)));
    }
    fields.finish();
    if (mnemonic.isPresent()) {
      return mnemonic.map(found -> new EvmAccounts.Mnemonic(found, first, count));
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(new EvmAccounts.Keys(keys));
  }

  private Template mnemonic(ScalarNode at, NameScope scope) {
    Template template = secret(at, scope);
    int words = template.outline().strip().split("\\s+", -1).length;
    if (template.isLiteral() && (words < 12 || words > 24 || words % 3 != 0)) {
      problem(at, "must be 12, 15, 18, 21 or 24 words, got: " + words, "");
    }
    return template;
  }

  private Template key(ScalarNode at, NameScope scope) {
    Template template = secret(at, scope);
    String text = template.outline();
    if (template.isLiteral() && !text.matches("(?:0x)?[0-9a-fA-F]{64}")) {
      problem(
          at,
          "must be a private key of 64 hexadecimal digits, got: " + text.length() + " characters",
          "Quote it, so that it is not taken for a number.");
    }
    return template;
  }

  /** Returns a text that is known before the run; it may be a credential's, and is not told. */
  private Template secret(ScalarNode at, NameScope scope) {
    Template template =
        new TemplateParser(scope, context.problems()).template(at.text(), Encoding.RAW, at);
    boolean known =
        template.expressions().stream().allMatch(Expression.CredentialValue.class::isInstance);
    if (!known) {
      problem(at, "must be known before the run", "Use a text, or a credential of the plan.");
    }
    return template;
  }

  private void problem(DocumentNode at, String problem, String fix) {
    context.problems().add(at.problem(problem, fix));
  }
}
