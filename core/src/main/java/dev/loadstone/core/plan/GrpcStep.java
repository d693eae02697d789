package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.StreamReading.CancelAfter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of a gRPC method, of any of the four kinds: one operation. Which kind it is, the method's
 * own definition says.
 *
 * @param name the {@code step} tag
 * @param on the name of the target
 * @param service the service with its package, for example {@code shop.Cart}
 * @param method the method's own name
 * @param schema where the definitions of service and messages come from
 * @param messages what is sent, in order, as JSON of the request's type; exactly one for a method
 *     that takes one
 * @param interval how long after one message the next is due, counted from the actual start
 * @param compress whether messages are sent compressed, by gzip
 * @param metadata further headers of the request, in order
 * @param timeouts how long the parts may take; the total is the call's deadline, of which the
 *     target is told
 * @param stall a gap between messages of the response beyond which it is counted as a stall
 * @param cancelAfter when the generator cancels the call, which then counts as its end
 * @param checks what must hold of the response
 * @param extractions what is kept of the response
 * @param slo the response time within which the operation counts as goodput
 * @param continueOnFailure whether the iteration goes on when the operation has failed
 */
public record GrpcStep(
    String name,
    String on,
    String service,
    String method,
    Schema schema,
    List<Template> messages,
    Duration interval,
    boolean compress,
    List<Body.Field> metadata,
    Timeouts timeouts,
    Duration stall,
    Optional<CancelAfter> cancelAfter,
    List<Check> checks,
    List<Extraction> extractions,
    Optional<Duration> slo,
    boolean continueOnFailure)
    implements Step.Operation {
  /** Copies the lists. */
  public GrpcStep {
    messages = List.copyOf(messages);
    metadata = List.copyOf(metadata);
    checks = List.copyOf(checks);
    extractions = List.copyOf(extractions);
  }

  /** Where definitions come from. */
  public sealed interface Schema {}

  /**
   * From files that were read with the plan.
   *
   * @param main the name of the file that defines the service
   * @param texts the text of that file and of all that it imports, by the names under which they
   *     are imported; without those of {@code google/protobuf}
   */
  public record ProtoFiles(String main, Map<String, String> texts) implements Schema {
    /** Copies the texts. */
    public ProtoFiles {
      texts = Map.copyOf(texts);
    }
  }

  /** From the target itself, asked before the run by gRPC server reflection. */
  public record Reflection() implements Schema {}
}
