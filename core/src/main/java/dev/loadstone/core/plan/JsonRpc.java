package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call of JSON-RPC 2.0 over HTTP, or a batch of them in one request: one operation.
 *
 * <p><b>Source:</b> JSON-RPC 2.0 Specification (2013-01-04), sections 4 to 6.
 *
 * @param request what carries it, without a body
 * @param batch whether it is sent as a batch, an array
 * @param elements the calls, in the order in which they are sent; exactly one if it is no batch
 */
public record JsonRpc(Step.Http request, boolean batch, List<Element> elements)
    implements Step.Operation {
  /** Copies the elements. */
  public JsonRpc {
    elements = List.copyOf(elements);
  }

  /**
   * One call.
   *
   * @param method what is called
   * @param params the JSON text of an array or an object; empty if the call has none
   * @param notification whether it has no id, so that it must not be answered
   */
  public record Element(String method, Optional<Template> params, boolean notification) {}

  @Override
  public String name() {
    return request.name();
  }

  @Override
  public Optional<Duration> slo() {
    return request.slo();
  }

  @Override
  public boolean continueOnFailure() {
    return request.continueOnFailure();
  }
}
