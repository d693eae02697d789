package dev.loadstone.engine.evm;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.plan.EvmTransaction;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.jsonrpc.JsonRpcOperation;
import dev.loadstone.engine.jsonrpc.RpcExchange;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.UserValues;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;

/**
 * One virtual user's transactions, by an account of its own.
 *
 * <p>What is needed once is asked for at the first transaction: the chain's id, the gas price, the
 * account's nonce, the estimate of each step's gas. From then on transactions are signed on other
 * threads before they are needed. Whenever it is not certain that the chain took a nonce, the
 * account is asked for anew before the next transaction, and what was signed is thrown away.
 */
final class TransactionActivity implements Activity {
  /** What an estimate is multiplied by for the limit, in parts of five: state may change. */
  private static final int LIMIT_PARTS = 6;

  private static final int ESTIMATE_PARTS = 5;
  private static final long UNKNOWN = -1;

  private enum Stage {
    IDLE,
    CHAIN_ID,
    GAS_PRICE,
    NONCE,
    ESTIMATE,
    SIGNING,
    HEAD,
    SENDING,
    WAITING,
    RECEIPT
  }

  private final ActivityContext context;
  private final UserValues values;
  private final Listener listener;
  private final RpcExchange exchange;
  private final Nonces nonces = new Nonces();
  private final ReceiptReader receipts = new ReceiptReader();
  private final Map<TransactionOperation, Long> estimates = new HashMap<>();
  private final Sum sum = new Sum();
  private TransactionOperation operation;
  private @Nullable StepRecorder recorder;
  private @Nullable Credentials account;
  private @Nullable BigInteger gasPrice;
  private Stage stage = Stage.IDLE;
  private boolean asking;
  private boolean asked;
  private long chainId = UNKNOWN;
  private long sentNanos;
  private long head;
  private String hash = "";
  private int serial;

  TransactionActivity(
      TransactionOperation first, ActivityContext context, UserValues values, Listener listener) {
    this.operation = first;
    this.context = context;
    this.values = values;
    this.listener = listener;
    this.exchange = new RpcExchange(context, values, this::answered);
  }

  @Override
  public void start(ActivityOperation next, long intendedNanos, StepRecorder to) {
    long now = context.now();
    serial++;
    recorder = to;
    asked = false;
    sum.begin(intendedNanos, now);
    if (!next.equals(operation)) {
      operation = (TransactionOperation) next;
      nonces.rewind();
    }
    if (account == null) {
      account = operation.wallet().lend();
    }
    if (account == null) {
      String all = "all " + operation.wallet().size() + " are used by other virtual users";
      end(now, ErrorClass.SCRIPT, "no account is free: " + all + "; give the step more accounts");
      return;
    }
    context.timers().add(now + total(), new Deadline(serial));
    goOn();
  }

  private long total() {
    return operation.step().request().timeouts().total().toNanos();
  }

  /** Asks for what is not known yet, then sends. */
  private void goOn() {
    TransactionOperation.Calls calls = operation.calls();
    EvmTransaction step = operation.step();
    if (gasPrice == null && step.gasPrice().isPresent()) {
      gasPrice = step.gasPrice().get();
    }
    if (chainId == UNKNOWN) {
      ask(Stage.CHAIN_ID, calls.chainId());
    } else if (gasPrice == null) {
      ask(Stage.GAS_PRICE, calls.gasPrice());
    } else if (!nonces.areKnown()) {
      put(operation.slots().address(), account().getAddress());
      ask(Stage.NONCE, calls.nonce());
    } else if (step.gas().isEmpty() && !estimates.containsKey(operation)) {
      estimate();
    } else {
      sendNext();
    }
  }

  private void estimate() {
    String value = operation.value(values);
    if (!Quantities.isDecimal(value)) {
      end(context.now(), ErrorClass.SCRIPT, "the value is no number of wei: " + value);
      return;
    }
    put(operation.slots().address(), account().getAddress());
    put(operation.slots().to(), operation.to(values));
    put(operation.slots().value(), Quantities.text(value));
    put(operation.slots().data(), operation.data(values));
    ask(Stage.ESTIMATE, operation.calls().estimate());
  }

  private Credentials account() {
    return Objects.requireNonNull(account, "a transaction has an account");
  }

  private void put(int slot, String text) {
    values.writable(slot).append(text);
  }

  private void ask(Stage next, JsonRpcOperation call) {
    stage = next;
    asked |= next != Stage.HEAD && next != Stage.SENDING && next != Stage.RECEIPT;
    asking = true;
    exchange.start(call, context.now());
  }

  private void answered(Exchange ended, long atNanos) {
    asking = false;
    StepRecorder to = recorder;
    if (stage == Stage.IDLE || to == null) {
      return;
    }
    sum.add(ended);
    RpcExchange.recordParts(to, ended);
    if (ended.error() != null) {
      if (stage == Stage.HEAD || stage == Stage.SENDING) {
        nonces.forget();
      }
      end(atNanos, ended.error(), ended.message(), ended);
      return;
    }
    Bytes result = exchange.replies().result();
    switch (stage) {
      case SENDING -> sent(result, ended, atNanos, to);
      case RECEIPT -> receipt(result, ended, atNanos, to);
      default -> learn(result, ended, atNanos);
    }
  }

  private void learn(Bytes result, Exchange ended, long atNanos) {
    long quantity = Quantities.ofLong(result);
    if (quantity < 0) {
      if (stage == Stage.HEAD) {
        nonces.forget();
      }
      end(atNanos, ErrorClass.PROTOCOL, "what the node answered is no quantity", ended);
      return;
    }
    switch (stage) {
      case CHAIN_ID -> chainId = quantity;
      case GAS_PRICE -> gasPrice = BigInteger.valueOf(quantity).shiftLeft(1);
      case NONCE -> nonces.begin(quantity);
      case HEAD -> {
        head = quantity;
        send();
        return;
      }
      default -> estimates.put(operation, quantity);
    }
    goOn();
  }

  // --- signing and sending

  private void sendNext() {
    signAhead();
    SignedTransaction next = nonces.poll();
    if (next == null) {
      if (stage != Stage.SIGNING && !asked && recorder != null) {
        recorder.extras().count(CounterKey.SIGNED_LATE, 1);
      }
      stage = Stage.SIGNING;
      return;
    }
    hash = next.hash();
    put(operation.slots().raw(), next.raw());
    if (operation.step().countsBlocks()) {
      ask(Stage.HEAD, operation.calls().head());
    } else {
      send();
    }
  }

  private void send() {
    ask(Stage.SENDING, operation.calls().send());
    signAhead();
  }

  private long gasLimit() {
    return operation
        .step()
        .gas()
        .orElseGet(() -> estimates.getOrDefault(operation, 0L) / ESTIMATE_PARTS * LIMIT_PARTS);
  }

  private void signAhead() {
    BigInteger price = gasPrice;
    Credentials who = account;
    if (price == null || who == null || !nonces.areKnown()) {
      return;
    }
    TransactionOperation of = operation;
    int epoch = nonces.epoch();
    for (int i = nonces.wanted(of.step().ahead()); i > 0; i--) {
      long nonce = nonces.sign();
      SignedTransaction.Content content =
          new SignedTransaction.Content(
              chainId, gasLimit(), price, of.to(values), of.value(values), of.data(values));
      of.wallet().signers().execute(() -> sign(of.step(), who, nonce, content, epoch));
    }
  }

  /** On a thread that signs. */
  private void sign(
      EvmTransaction step,
      Credentials who,
      long nonce,
      SignedTransaction.Content content,
      int epoch) {
    SignedTransaction signed = null;
    String failure = "";
    try {
      signed = SignedTransaction.of(step, who, nonce, content);
    } catch (RuntimeException wrong) {
      failure = "the transaction cannot be signed: " + wrong.getMessage();
    }
    SignedTransaction done = signed;
    String why = failure;
    try {
      context.eventLoop().execute(() -> signed(done, why, epoch));
    } catch (RejectedExecutionException over) {
      // the run is over, and nobody waits for this signature any more
    }
  }

  private void signed(@Nullable SignedTransaction signed, String failure, int epoch) {
    if (epoch != nonces.epoch()) {
      return;
    }
    if (signed == null) {
      nonces.forget();
      if (stage == Stage.SIGNING) {
        end(context.now(), ErrorClass.SCRIPT, failure);
      }
      return;
    }
    nonces.add(signed);
    if (stage == Stage.SIGNING) {
      sendNext();
    }
  }

  private void sent(Bytes result, Exchange ended, long atNanos, StepRecorder to) {
    if (!ReceiptReader.isText(result, hash)) {
      nonces.forget();
      end(atNanos, ErrorClass.PROTOCOL, "the node names another hash than " + hash, ended);
      return;
    }
    sentNanos = ended.startNanos();
    to.extras().time(Measure.SUBMIT_TIME, atNanos - sentNanos);
    if (operation.step().poll().isEmpty()) {
      end(atNanos, null, "", ended);
    } else {
      waitForPoll(atNanos);
    }
  }

  // --- the receipt

  /** Waits for the next whole number of intervals since the transaction was sent. */
  private void waitForPoll(long now) {
    stage = Stage.WAITING;
    long interval = operation.step().poll().orElseThrow().toNanos();
    long polls = (now - sentNanos) / interval + 1;
    context.timers().add(sentNanos + polls * interval, new Poll(serial));
  }

  /** Asks for the receipt at its time. */
  private final class Poll implements Timed {
    private final int of;

    Poll(int of) {
      this.of = of;
    }

    @Override
    public void fire(long now) {
      if (of == serial && stage == Stage.WAITING && recorder != null) {
        recorder.extras().count(CounterKey.RECEIPT_POLLS, 1);
        put(operation.slots().hash(), hash);
        ask(Stage.RECEIPT, operation.calls().receipt());
      }
    }
  }

  private void receipt(Bytes result, Exchange ended, long atNanos, StepRecorder to) {
    if (ReceiptReader.isNull(result)) {
      waitForPoll(context.now());
      return;
    }
    long status = receipts.status(result);
    long gasUsed = receipts.gasUsed(result);
    if (status < 0 || gasUsed < 0) {
      end(atNanos, ErrorClass.PROTOCOL, "the receipt has no status or no gasUsed", ended);
      return;
    }
    to.extras().time(Measure.SUBMIT_TO_RECEIPT, atNanos - sentNanos);
    to.extras().count(CounterKey.GAS_USED, gasUsed);
    countBlocks(receipts.block(result), to);
    if (operation.step().gas().isEmpty()) {
      to.extras().count(CounterKey.GAS_ESTIMATED, estimates.getOrDefault(operation, 0L));
    }
    if (status == 0) {
      String where = " in block " + receipts.block(result);
      end(atNanos, ErrorClass.REVERTED, "transaction " + hash + " reverted" + where, ended);
    } else {
      end(atNanos, null, "", ended);
    }
  }

  private void countBlocks(long block, StepRecorder to) {
    if (operation.step().countsBlocks() && block >= 0) {
      to.extras().count(CounterKey.INCLUSIONS, 1);
      to.extras().count(CounterKey.NEXT_BLOCK_INCLUSIONS, block - head <= 1 ? 1 : 0);
      to.extras().count(CounterKey.INCLUSION_BLOCKS, Math.max(0, block - head));
    }
  }

  // --- the end

  /** Ends the operation when it takes too long. */
  private final class Deadline implements Timed {
    private final int of;

    Deadline(int of) {
      this.of = of;
    }

    @Override
    public void fire(long now) {
      if (of == serial && stage != Stage.IDLE) {
        boolean waiting = stage == Stage.WAITING || stage == Stage.RECEIPT;
        stop();
        nonces.forget();
        String what = waiting ? "no receipt of " + hash + " in time" : "no answer in time";
        end(now, ErrorClass.TIMEOUT_TOTAL, what);
      }
    }
  }

  private void end(long atNanos, ErrorClass error, String message) {
    end(atNanos, error, message, null);
  }

  private void end(
      long atNanos, @Nullable ErrorClass error, String message, @Nullable Exchange last) {
    stage = Stage.IDLE;
    listener.ended(this, sum.ending(atNanos, error, message, last));
  }

  private void stop() {
    if (asking) {
      context.http().cancel(exchange.exchange());
      asking = false;
    }
  }

  @Override
  public void cancel() {
    if (stage == Stage.HEAD || stage == Stage.SENDING) {
      nonces.forget();
    }
    stage = Stage.IDLE;
    stop();
  }

  @Override
  public void leave() {
    context.http().leave(exchange.exchange());
    if (account != null) {
      operation.wallet().giveBack(account);
      account = null;
    }
  }
}
