package dev.loadstone.engine.jsonrpc;

import dev.loadstone.core.plan.JsonRpc;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.http.BodyReader;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replies to a call or a batch, matched with what was asked by their ids. Not thread-safe.
 *
 * <p><b>Source:</b> JSON-RPC 2.0 Specification, sections 4.1 (notifications), 5 (response objects)
 * and 6 (batches: one reply for each call that is no notification, in any order; one object alone
 * if the batch itself was not understood).
 */
public final class RpcReplies implements BodyReader {
  private static final int MESSAGE_MAX = 200;

  private final JsonScanner scanner = new JsonScanner();
  private final RpcReply reply = new RpcReply(scanner);
  private final Bytes result = new Bytes();
  private final BitSet answered = new BitSet();
  private final BitSet good = new BitSet();
  private final List<Long> codes = new ArrayList<>();
  private List<JsonRpc.Element> elements = List.of();
  private boolean batch;
  private long firstId;
  private int unmatched;
  private String violation = "";
  private String error = "";

  /** Makes ready for the replies to a request. */
  void begin(JsonRpc step, long number) {
    elements = step.elements();
    batch = step.batch();
    firstId = batch ? number * JsonRpcOperation.PLACES : number;
    answered.clear();
    good.clear();
    codes.clear();
    unmatched = 0;
    violation = "";
    error = "";
    result.clear();
  }

  /** Returns whether an element got a result. */
  public boolean hasResult(int element) {
    return good.get(element);
  }

  /** Returns the codes of all errors that came, in the order of their coming. */
  public List<Long> errorCodes() {
    return codes;
  }

  /**
   * Returns the JSON text of the first element's result; empty if it has none. Valid until the next
   * request.
   */
  public Bytes result() {
    return result;
  }

  @Override
  public String why() {
    return violation.isEmpty() ? error : violation;
  }

  @Override
  public @Nullable ErrorClass read(byte[] body, int length) {
    int to = length;
    while (to > 0 && body[to - 1] <= ' ') {
      to--;
    }
    int from = 0;
    while (from < to && body[from] <= ' ') {
      from++;
    }
    if (from == to) {
      readNothing();
    } else if (elements.stream().allMatch(JsonRpc.Element::notification)) {
      violate("the response to a notification is not empty");
    } else if (batch && body[from] == '[') {
      readBatch(body, from, to);
    } else {
      readOne(body, from, to);
    }
    if (violation.isEmpty()) {
      conclude();
    }
    if (!violation.isEmpty()) {
      return ErrorClass.PROTOCOL;
    }
    return error.isEmpty() ? null : ErrorClass.RPC;
  }

  private void readNothing() {
    if (!elements.stream().allMatch(JsonRpc.Element::notification)) {
      violate("the response is empty");
    }
  }

  private void readBatch(byte[] body, int from, int to) {
    boolean whole =
        body[to - 1] == ']'
            && scanner.parts(
                body,
                from,
                to,
                (source, nameFrom, nameTo, begin, end, string) -> take(source, begin, end));
    if (!whole) {
      violate("the response is not JSON");
    }
  }

  private void readOne(byte[] body, int from, int to) {
    if (body[from] != '{' || body[to - 1] != '}') {
      violate(
          batch
              ? "the response to a batch is no array of replies"
              : "the response is not a JSON object");
      return;
    }
    take(body, from, to);
    if (batch && violation.isEmpty() && unmatched == 0) {
      violate("the response to a batch is a single reply");
    }
  }

  /** Takes one reply. */
  private void take(byte[] source, int from, int to) {
    String wrong = reply.read(source, from, to);
    if (wrong != null) {
      violate(wrong);
      return;
    }
    int element = -1;
    if (reply.hasId()) {
      element = element(reply.id());
      if (element < 0) {
        return;
      }
      answered.set(element);
    } else if (reply.isError()) {
      unmatched++;
    } else {
      violate("a result has no id");
      return;
    }
    if (reply.isError()) {
      codes.add(reply.code());
      String method = element < 0 ? "" : elements.get(element).method() + ": ";
      fail(method + "error " + reply.code() + ": " + shortened(reply.message()));
    } else {
      good.set(element);
      if (element == 0) {
        result.clear().append(source, reply.resultFrom(), reply.resultTo());
      }
    }
  }

  /** Returns the place of the element with an id; −1, with a violation, if it must not be. */
  private int element(long id) {
    long place = id - firstId;
    boolean known = place >= 0 && place < elements.size();
    if (!known || elements.get((int) place).notification()) {
      violate("a reply has the id " + id + ", which was not asked");
      return -1;
    }
    if (answered.get((int) place)) {
      violate("two replies have the id " + id);
      return -1;
    }
    return (int) place;
  }

  /**
   * Looks for calls without a reply. An error without an id stands for one of them, since whoever
   * made it could not read the id.
   */
  private void conclude() {
    int missing = 0;
    int first = -1;
    for (int i = 0; i < elements.size(); i++) {
      if (!elements.get(i).notification() && !answered.get(i)) {
        missing++;
        first = first < 0 ? i : first;
      }
    }
    boolean wholeBatch = batch && unmatched == 1 && answered.isEmpty();
    if (missing > unmatched && !wholeBatch) {
      violate("no reply has the id " + (firstId + first) + " of " + elements.get(first).method());
    }
  }

  private void violate(String what) {
    if (violation.isEmpty()) {
      violation = what;
    }
  }

  private void fail(String what) {
    if (error.isEmpty()) {
      error = what;
    }
  }

  private static String shortened(String text) {
    return text.length() <= MESSAGE_MAX ? text : text.substring(0, MESSAGE_MAX) + "…";
  }
}
