package dev.loadstone.testbed.chain;

/**
 * What became of a transaction that a block took.
 *
 * @param transaction which
 * @param block its block's number
 * @param index its place in the block, from 0
 * @param reverted whether it reverted
 */
public record Receipt(ChainTransaction transaction, long block, int index, boolean reverted) {}
