package dev.loadstone.testbed.market;

/**
 * Transactions on their way into a block.
 *
 * @param id by which it is asked for
 * @param pool in which it trades
 * @param sells whether it sells; else it buys
 * @param landsNanos when it lands, or is given up
 * @param dropped whether it never lands
 * @param leaked whether the public mempool shows it
 */
public record Bundle(
    String id, Pool pool, boolean sells, long landsNanos, boolean dropped, boolean leaked) {}
