package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.ProtocolShapes.A2A_MESSAGE;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.A2A_STEP;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.EVM_ACCOUNTS;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.EVM_BLOCKS;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.EVM_STEP;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.EVM_TRANSACTION;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.GRPC_STEP;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.JSONRPC_STEP;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.MCP_STEP;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.RECEIVE;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.REPLY;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.RPC_ELEMENT;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.TASK_CANCEL;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.TIMESTAMP;
import static dev.loadstone.core.plan.yaml.ProtocolShapes.WEBSOCKET_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.AGUI_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.ANTHROPIC_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.CALL_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.CANCEL_AFTER;
import static dev.loadstone.core.plan.yaml.StepShapes.EXTRACTION;
import static dev.loadstone.core.plan.yaml.StepShapes.GROUP;
import static dev.loadstone.core.plan.yaml.StepShapes.GROUP_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.HTTP_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.IF;
import static dev.loadstone.core.plan.yaml.StepShapes.IF_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.NDJSON_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.OPENAI_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.PAUSE_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.READ;
import static dev.loadstone.core.plan.yaml.StepShapes.RECORD_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.REPEAT;
import static dev.loadstone.core.plan.yaml.StepShapes.REPEAT_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.SLO;
import static dev.loadstone.core.plan.yaml.StepShapes.SSE_STEP;
import static dev.loadstone.core.plan.yaml.StepShapes.TIMEOUT;
import static dev.loadstone.core.plan.yaml.ValueTypes.DURATION;
import static dev.loadstone.core.plan.yaml.ValueTypes.LEVEL;
import static dev.loadstone.core.plan.yaml.ValueTypes.PER_MILLION;
import static dev.loadstone.core.plan.yaml.ValueTypes.RATE;
import static dev.loadstone.core.plan.yaml.ValueTypes.STEPS;
import static dev.loadstone.core.plan.yaml.ValueTypes.TEXT;
import static dev.loadstone.core.plan.yaml.ValueTypes.THRESHOLD;
import static dev.loadstone.core.plan.yaml.ValueTypes.TRUTH;
import static dev.loadstone.core.plan.yaml.ValueTypes.USERS;
import static dev.loadstone.core.plan.yaml.ValueTypes.WAIT;
import static dev.loadstone.core.plan.yaml.ValueTypes.choice;
import static dev.loadstone.core.plan.yaml.ValueTypes.headers;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Mapping;
import dev.loadstone.core.document.ValueType.Quantity;
import dev.loadstone.core.document.ValueType.Text;
import dev.loadstone.core.plan.Feeder;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.Load;
import java.util.ArrayList;
import java.util.List;

/** Every mapping of a plan with its keys: what the reader accepts and the schema publishes. */
final class PlanShapes {
  static final Shape LOAD =
      Shape.of("load")
          .with(
              "model",
              choice(Load.Model.class),
              "Whether arrivals have a rate of their own (open) or users start anew (closed).")
          .with(
              "arrivals",
              new Text("", List.of("constant", "poisson", "gamma(cv=2)", "trace(arrivals.csv)")),
              "How arrivals of an open workload follow one another.")
          .with(
              "warmUp",
              DURATION,
              "How long to run before the phases, outside results and thresholds.")
          .with(
              "phases",
              new ListOf(new Mapping("phase")),
              "What load there is, one stretch after the other.")
          .with(
              "profile",
              choice(Profile.class),
              "A ready-made course of the load, instead of phases.")
          .with("users", USERS, "The level of a profile, in users.")
          .with("rate", RATE, "The level of a profile, in arrivals.")
          .with("for", DURATION, "How long a profile takes.")
          .with(
              "maxInFlight",
              new Quantity(true, 1, Integer.MAX_VALUE),
              "How many iterations of an open workload may be under way at once.")
          .with("drain", DURATION, "How long iterations under way may go on after the last phase.");

  static final Shape PHASE =
      Shape.of("phase")
          .with("name", TEXT, "The phase tag; by default ramp-1, steady-2 and so on.")
          .with("from", LEVEL, "The level at the start.")
          .with("to", LEVEL, "The level at the end.")
          .with("rate", RATE, "A steady rate of arrivals.")
          .with("users", USERS, "A steady number of users.")
          .requiring("for", DURATION, "How long it takes.")
          .with(
              "steps",
              new Quantity(true, 1, LoadReader.STAIRS_MAX),
              "Makes a ramp a staircase of so many equally long levels.");

  static final Shape FEEDER =
      Shape.of("feeder")
          .with("file", TEXT, "A CSV file with a header, or one JSON object per line.")
          .with("rows", new ListOf(new MapOf(TEXT)), "The rows themselves, instead of a file.")
          .with("order", choice(Feeder.Order.class), "Which row comes next; circular if left out.");

  static final Shape CREDENTIAL =
      Shape.of("credential")
          .with("env", TEXT, "The environment variable that holds the secret.")
          .with("file", TEXT, "The file that holds the secret.");

  static final Shape TLS =
      Shape.of("tls")
          .with("ca", TEXT, "Certificates (PEM) of the authorities to be trusted.")
          .with("insecure", TRUTH, "Accepts any certificate.")
          .with(
              "provider",
              choice(HttpSettings.TlsProvider.class),
              "What speaks TLS; auto, OpenSSL where it is at hand, if left out.");

  static final Shape HTTP_SETTINGS =
      Shape.of("http")
          .with(
              "version",
              new Choice(HttpSettings.Version.labels()),
              "Which HTTP is spoken; http/1.1 if left out. auto asks the target by ALPN where there"
                  + " is TLS.")
          .with(
              "streamsPerConnection",
              new Quantity(true, 1, HttpSettingsReader.STREAMS_MAX),
              "How many requests one HTTP/2 connection carries at once; "
                  + HttpSettings.Protocol.STREAMS_DEFAULT
                  + " if left out.")
          .with(
              "pipelining",
              new Quantity(true, 1, HttpSettingsReader.PIPELINING_MAX),
              "How many requests one HTTP/1.1 connection carries at once, sent before the responses"
                  + " to those before them have come; 1 (no pipelining) if left out.")
          .with(
              "connections", choice(HttpSettings.Connections.class), "Who uses a connection again.")
          .with(
              "maxConnections",
              new Quantity(true, 1, Integer.MAX_VALUE),
              "How many connections to one target may be open at once.")
          .with(
              "localAddresses",
              new AnyOf(List.of(TEXT, new ListOf(TEXT))),
              "Addresses of this machine from which connections are opened, one after the other.")
          .with(
              "redirects",
              new AnyOf(List.of(TRUTH, new Quantity(true, 0, HttpSettingsReader.REDIRECTS_MAX))),
              "Whether, or how many, redirects are followed.")
          .with("cookies", TRUTH, "Whether a virtual user keeps cookies.")
          .with("compression", TRUTH, "Whether gzip is offered to the target.")
          .with("tls", new Mapping("tls"), "Whom to trust, and what speaks TLS.")
          .with("headers", headers(), "Headers of every HTTP step that does not set them itself.");

  static final Shape SCENARIO =
      Shape.of("scenario")
          .with(
              "weight",
              new Quantity(false, 0, 1e6),
              "Its share of the mix, relative to the other weights; 1 if left out.")
          .with("load", new Mapping("load"), "Its own load instead of a part of the mix.")
          .with("think", WAIT, "How long a user of a closed workload waits after an iteration.")
          .with(
              "pace",
              DURATION,
              "The least time from one start of an iteration to the next, in a closed workload.")
          .with("setup", STEPS, "Steps that each virtual user runs once.")
          .requiring("steps", STEPS, "What a virtual user does in an iteration.");

  static final Shape PLAN =
      ConnectorShapes.withSections(
          Shape.of("plan")
              .requiring("name", TEXT, "A short name.")
              .with("description", TEXT, "A sentence about it.")
              .with(
                  "target",
                  TargetShapes.TARGETS,
                  "The base URL of the system under test, those of its instances, how it is"
                      + " started, or several systems by name.")
              .with("variables", new MapOf(TEXT), "Values that each virtual user gets once.")
              .with(
                  "feeders",
                  new MapOf(new Mapping("feeder")),
                  "Rows of data that iterations take their values from.")
              .with(
                  "credentials",
                  new MapOf(new Mapping("credential")),
                  "Secrets that requests need.")
              .with("http", new Mapping("http"), "How HTTP is spoken.")
              .with("prices", new Mapping("prices"), "What the tokens of models cost.")
              .with("load", new Mapping("load"), "How much load is intended, when.")
              .with("setup", STEPS, "Steps that each virtual user runs before anything else.")
              .with(
                  "scenarios",
                  new MapOf(new Mapping("scenario")),
                  "What virtual users do, by name.")
              .with("steps", STEPS, "The steps of the only scenario, instead of scenarios.")
              .with("think", WAIT, "The wait of the only scenario, beside steps.")
              .with("pace", DURATION, "The pace of the only scenario, beside steps.")
              .with(
                  "benchmarks",
                  new MapOf(new Mapping("benchmark")),
                  "Components to be measured by warm-up and samples, by name.")
              .with(
                  "probes",
                  new ListOf(new Mapping("probe")),
                  "What is looked at once a second while a run goes on.")
              .with(
                  "profiles",
                  new ListOf(new Mapping("profile")),
                  "Profiles of JVMs on this machine that are taken while a run goes on.")
              .with("thresholds", new ListOf(THRESHOLD), "What is good enough.")
              .with(
                  "tiers",
                  new MapOf(new ListOf(THRESHOLD)),
                  "Named sets of thresholds, of which a run may be judged by one.")
              .with(
                  "seed",
                  new Quantity(true, Long.MIN_VALUE, Long.MAX_VALUE),
                  "Of all randomness."));

  static final Shape PRICE =
      Shape.of("price")
          .requiring("input", PER_MILLION, "Of a million tokens of prompts.")
          .with("cachedInput", PER_MILLION, "Of those read from a cache; as input if left out.")
          .with("cacheWrite", PER_MILLION, "Of those written to a cache; as input if left out.")
          .requiring("output", PER_MILLION, "Of a million tokens of answers, reasoning included.");

  static final Shape PRICES =
      Shape.of("prices")
          .requiring("currency", TEXT, "In which all prices are.")
          .requiring(
              "models", new MapOf(new Mapping("price")), "The price of each model, by its name.");

  /** The kinds of steps, each with the key that tells it first. */
  static final List<Shape> STEP_KINDS =
      ConnectorShapes.steps(
          HTTP_STEP,
          SSE_STEP,
          NDJSON_STEP,
          AGUI_STEP,
          OPENAI_STEP,
          ANTHROPIC_STEP,
          A2A_STEP,
          WEBSOCKET_STEP,
          MCP_STEP,
          JSONRPC_STEP,
          EVM_STEP,
          GRPC_STEP,
          PAUSE_STEP,
          RECORD_STEP,
          REPEAT_STEP,
          IF_STEP,
          GROUP_STEP,
          CALL_STEP);

  private PlanShapes() {}

  /** Returns every shape, the plan's first; steps come as {@link #STEP_KINDS}. */
  static List<Shape> all() {
    List<Shape> all =
        new ArrayList<>(
            List.of(
                PLAN,
                TargetShapes.TARGET,
                TargetShapes.START,
                LOAD,
                PHASE,
                FEEDER,
                CREDENTIAL,
                TLS,
                HTTP_SETTINGS,
                SCENARIO,
                BenchmarkShapes.BENCHMARK,
                BenchmarkShapes.TARGETS,
                PRICES,
                PRICE,
                TIMEOUT,
                SLO,
                CANCEL_AFTER,
                StepShapes.EVENT_TIME,
                A2A_MESSAGE,
                TASK_CANCEL,
                REPLY,
                RECEIVE,
                TIMESTAMP,
                READ,
                RPC_ELEMENT,
                EVM_TRANSACTION,
                EVM_ACCOUNTS,
                EVM_BLOCKS,
                EXTRACTION,
                REPEAT,
                IF,
                GROUP,
                ProfilesReader.PROFILE));
    all.addAll(ConnectorShapes.mappings());
    all.addAll(ProbeShapes.mappings());
    all.addAll(ProbeShapes.probes());
    all.addAll(STEP_KINDS);
    return all;
  }
}
