package dev.loadstone.engine.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.loadstone.core.plan.GrpcStep;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.engine.http.TlsContexts;
import java.util.HashMap;
import java.util.Map;

/** The definitions that the calls of a plan need. Not thread-safe. */
public final class GrpcSchemas {
  private final Map<GrpcStep.ProtoFiles, FileDescriptor> compiled = new HashMap<>();
  private final Map<Asked, FileDescriptor> reflected = new HashMap<>();

  private record Asked(String target, String service) {}

  /**
   * Asks the targets of a plan for the definitions that it wants to have from them.
   *
   * @param tls how TLS is spoken
   * @return the definitions
   * @throws IllegalArgumentException if a target does not give them
   */
  public static GrpcSchemas of(Plan plan, TlsContexts tls) {
    GrpcSchemas schemas = new GrpcSchemas();
    for (GrpcStep step : GrpcSteps.of(plan)) {
      Asked asked = new Asked(step.on(), step.service());
      if (step.schema() instanceof GrpcStep.Reflection && !schemas.reflected.containsKey(asked)) {
        schemas.reflected.put(asked, Reflection.ask(step, plan, tls));
      }
    }
    return schemas;
  }

  /**
   * Returns the file that defines the service of a step.
   *
   * @throws IllegalArgumentException if its text is wrong, or the target was not asked for it
   */
  FileDescriptor of(GrpcStep step) {
    return switch (step.schema()) {
      case GrpcStep.ProtoFiles files -> {
        FileDescriptor known = compiled.get(files);
        if (known == null) {
          known = ProtoCompiler.compile(files);
          compiled.put(files, known);
        }
        yield known;
      }
      case GrpcStep.Reflection _ -> {
        FileDescriptor known = reflected.get(new Asked(step.on(), step.service()));
        if (known == null) {
          throw GrpcOperation.wrong(step, "the target was not asked for its definitions");
        }
        yield known;
      }
    };
  }
}
