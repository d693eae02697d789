/**
 * Transactions and blocks of EVM chains: keys, nonces, signatures made ahead of need, receipts. May
 * use JSON-RPC, what activities are given, and web3j's cryptography.
 */
@NullMarked
package dev.loadstone.engine.evm;

import org.jspecify.annotations.NullMarked;
