package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A transaction on an EVM chain, from its submission to its receipt: one operation.
 *
 * @param request what carries the calls, without a body
 * @param accounts who signs: each virtual user has one of them for itself
 * @param to the address that is called or paid; empty to make a contract
 * @param value wei, in decimal digits
 * @param data hexadecimal, beginning with 0x
 * @param gas the gas limit; empty to let the node estimate it once for each account
 * @param gasPrice the most wei for a unit of gas; empty for twice what the node says at first
 * @param legacy whether it is one without a priority fee (EIP-155 instead of EIP-1559)
 * @param ahead how many transactions of an account are signed before they are needed, at least 1
 * @param poll how often the receipt is asked for; empty to end with the submission
 * @param countsBlocks whether the newest block is asked for right before, so that the blocks from
 *     there to the receipt's can be counted
 */
public record EvmTransaction(
    Step.Http request,
    EvmAccounts accounts,
    Optional<Template> to,
    Template value,
    Template data,
    OptionalLong gas,
    Optional<BigInteger> gasPrice,
    boolean legacy,
    int ahead,
    Optional<Duration> poll,
    boolean countsBlocks)
    implements Step.Operation {
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
