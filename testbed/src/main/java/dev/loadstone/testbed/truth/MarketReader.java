package dev.loadstone.testbed.truth;

import dev.loadstone.core.document.Fields;
import dev.loadstone.core.quantity.QuantityFormatException;
import dev.loadstone.testbed.truth.MarketTruth.Checker;
import dev.loadstone.testbed.truth.MarketTruth.Feed;
import dev.loadstone.testbed.truth.MarketTruth.Relay;
import dev.loadstone.testbed.truth.MarketTruth.Wallets;
import java.time.Duration;

/** Reads how the market of new tokens behaves. */
final class MarketReader {
  private static final int WALLETS_MAX = 1_000_000;

  private final LawReader laws;

  MarketReader(LawReader laws) {
    this.laws = laws;
  }

  MarketTruth read(Fields fields) {
    MarketTruth usual = MarketTruth.DEFAULT;
    MarketTruth market =
        new MarketTruth(
            fields.fields("announcement").flatMap(laws::law).orElse(usual.announcement()),
            fields.quantity("wrongLiquidity", LawReader::ratio).orElse(usual.wrongLiquidity()),
            fields.quantity("winners", LawReader::ratio).orElse(usual.winners()),
            fields.quantity("swing", MarketReader::swing).orElse(usual.swing()),
            fields.fields("checker").map(this::checker).orElse(usual.checker()),
            fields.fields("wallets").map(this::wallets).orElse(usual.wallets()),
            fields.fields("relay").map(this::relay).orElse(usual.relay()),
            fields.fields("feed").map(MarketReader::feed).orElse(usual.feed()));
    fields.finish();
    return market;
  }

  private Checker checker(Fields fields) {
    Checker usual = Checker.DEFAULT;
    Checker checker =
        new Checker(
            fields.fields("check").flatMap(laws::law).orElse(usual.check()),
            fields.quantity("remembered", LawReader::time).orElse(usual.remembered()),
            fields.quantity("missed", LawReader::ratio).orElse(usual.missed()),
            fields.quantity("falseAlarms", LawReader::ratio).orElse(usual.falseAlarms()));
    fields.finish();
    return checker;
  }

  private Wallets wallets(Fields fields) {
    Wallets usual = Wallets.DEFAULT;
    Wallets wallets =
        new Wallets(
            fields.integer("count", 2, WALLETS_MAX).map(Long::intValue).orElse(usual.count()),
            fields.fields("delay").flatMap(laws::law).orElse(usual.delay()),
            fields.quantity("reused", LawReader::ratio).orElse(usual.reused()));
    fields.finish();
    return wallets;
  }

  private Relay relay(Fields fields) {
    Relay usual = Relay.DEFAULT;
    Relay relay =
        new Relay(
            fields.fields("landing").flatMap(laws::law).orElse(usual.landing()),
            fields.quantity("dropped", LawReader::ratio).orElse(usual.dropped()),
            fields.quantity("leaks", LawReader::ratio).orElse(usual.leaks()));
    fields.finish();
    return relay;
  }

  private static Feed feed(Fields fields) {
    Feed usual = Feed.DEFAULT;
    Feed feed =
        new Feed(
            fields.quantity("lag", LawReader::time).orElse(usual.lag()),
            fields.quantity("lies", LawReader::ratio).orElse(usual.lies()),
            fields.quantity("by", LawReader::ratio).orElse(usual.by()));
    fields.finish();
    return feed;
  }

  private static Duration swing(String text) {
    Duration swing = LawReader.time(text);
    if (swing.isZero()) {
      throw new QuantityFormatException("be above 0s", text, "For example 1s.");
    }
    return swing;
  }
}
