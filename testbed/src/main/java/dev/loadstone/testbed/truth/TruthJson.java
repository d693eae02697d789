package dev.loadstone.testbed.truth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.testbed.truth.MeshTruth.Mode;
import dev.loadstone.testbed.truth.MeshTruth.ModelProvider;
import dev.loadstone.testbed.truth.MeshTruth.Teamwork;
import dev.loadstone.testbed.truth.ServiceLaw.Bimodal;
import dev.loadstone.testbed.truth.ServiceLaw.Constant;
import dev.loadstone.testbed.truth.ServiceLaw.Exponential;
import dev.loadstone.testbed.truth.ServiceLaw.Lognormal;
import dev.loadstone.testbed.truth.ServiceLaw.Tailed;
import dev.loadstone.testbed.truth.ServiceLaw.Uniform;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes a truth as JSON with everything in it that holds, whether it was given or not. */
final class TruthJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final JsonGenerator json;

  private TruthJson(JsonGenerator json) {
    this.json = json;
  }

  static String write(Truth truth) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      new TruthJson(json).truth(truth);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string takes any text", impossible);
    }
    return text.toString();
  }

  private void chain(ChainTruth chain) throws IOException {
    json.writeObjectFieldStart("chain");
    json.writeObjectFieldStart("block");
    law(chain.block());
    json.writeEndObject();
    json.writeObjectFieldStart("inclusion");
    law(chain.inclusion());
    json.writeEndObject();
    json.writeNumberField("conflictDelays", plain(chain.conflictDelays()));
    json.writeNumberField("reverts", plain(chain.reverts()));
    json.writeNumberField("estimateFactor", plain(chain.estimateFactor()));
    json.writeNumberField("blockGas", chain.blockGas());
    json.writeNumberField("callGas", chain.callGas());
    law("execution", chain.execution());
    json.writeNumberField("lanes", chain.lanes());
    json.writeEndObject();
  }

  private void truth(Truth truth) throws IOException {
    json.writeStartObject();
    json.writeNumberField("seed", truth.seed());
    json.writeFieldName("default");
    route(truth.fallback());
    json.writeObjectFieldStart("routes");
    for (Map.Entry<String, RouteTruth> route : new TreeMap<>(truth.routes()).entrySet()) {
      json.writeFieldName(route.getKey());
      route(route.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("freeze");
    time("every", truth.freeze().every());
    time("for", truth.freeze().length());
    json.writeEndObject();
    mcp(truth.mcp());
    chain(truth.chain());
    mesh(truth.mesh());
    platform(truth.platform());
    market(truth.market());
    kit(truth.kit());
    law("latency", truth.latency());
    json.writeEndObject();
  }

  private void platform(PlatformTruth platform) throws IOException {
    json.writeObjectFieldStart("platform");
    json.writeNumberField("wrongRoutes", plain(platform.wrongRoutes()));
    json.writeObjectFieldStart("tools");
    for (Map.Entry<String, PlatformTruth.Tool> tool : platform.tools().entrySet()) {
      json.writeObjectFieldStart(tool.getKey());
      law("time", tool.getValue().time());
      json.writeNumberField("failures", plain(tool.getValue().failures()));
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("tenants");
    for (Map.Entry<String, ServiceLaw> tenant : platform.tenants().entrySet()) {
      law(tenant.getKey(), tenant.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("replyTokens", platform.replyTokens());
    json.writeNumberField("cacheHits", plain(platform.cacheHits()));
    json.writeNumberField("contention", plain(platform.contention()));
    json.writeEndObject();
  }

  private void kit(KitTruth kit) throws IOException {
    json.writeObjectFieldStart("kit");
    json.writeNumberField("slippage", plain(kit.slippage()));
    json.writeNumberField("poorRoutes", plain(kit.poorRoutes()));
    json.writeNumberField("gasOverrun", plain(kit.gasOverrun()));
    json.writeNumberField("spread", plain(kit.spread()));
    json.writeNumberField("missedArbitrage", plain(kit.missedArbitrage()));
    json.writeObjectFieldStart("memory");
    json.writeNumberField("conversations", kit.memory().conversations());
    json.writeNumberField("cache", kit.memory().cache());
    law("hit", kit.memory().hit());
    law("miss", kit.memory().miss());
    time("perMessage", kit.memory().perMessage());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void mesh(MeshTruth mesh) throws IOException {
    json.writeObjectFieldStart("mesh");
    json.writeObjectFieldStart("providers");
    for (Map.Entry<String, ModelProvider> provider : mesh.providers().entrySet()) {
      json.writeObjectFieldStart(provider.getKey());
      provider(provider.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    law("decision", mesh.decision());
    json.writeNumberField("wrongChoices", plain(mesh.wrongChoices()));
    json.writeNumberField("lowQuality", plain(mesh.lowQuality()));
    law("failure", mesh.failure());
    time("avoid", mesh.avoid());
    law("balancer", mesh.balancer());
    teamwork(mesh.teamwork());
    json.writeEndObject();
  }

  private void market(MarketTruth market) throws IOException {
    json.writeObjectFieldStart("market");
    law("announcement", market.announcement());
    json.writeNumberField("wrongLiquidity", plain(market.wrongLiquidity()));
    json.writeNumberField("winners", plain(market.winners()));
    time("swing", market.swing());
    json.writeObjectFieldStart("checker");
    law("check", market.checker().check());
    time("remembered", market.checker().remembered());
    json.writeNumberField("missed", plain(market.checker().missed()));
    json.writeNumberField("falseAlarms", plain(market.checker().falseAlarms()));
    json.writeEndObject();
    json.writeObjectFieldStart("wallets");
    json.writeNumberField("count", market.wallets().count());
    law("delay", market.wallets().delay());
    json.writeNumberField("reused", plain(market.wallets().reused()));
    json.writeEndObject();
    json.writeObjectFieldStart("relay");
    law("landing", market.relay().landing());
    json.writeNumberField("dropped", plain(market.relay().dropped()));
    json.writeNumberField("leaks", plain(market.relay().leaks()));
    json.writeEndObject();
    json.writeObjectFieldStart("feed");
    time("lag", market.feed().lag());
    json.writeNumberField("lies", plain(market.feed().lies()));
    json.writeNumberField("by", plain(market.feed().by()));
    json.writeEndObject();
    json.writeEndObject();
  }

  private void provider(ModelProvider provider) throws IOException {
    json.writeNumberField("priceIn", plain(provider.priceIn()));
    json.writeNumberField("priceOut", plain(provider.priceOut()));
    json.writeNumberField("quality", plain(provider.quality()));
    law("time", provider.time());
    time("perThousand", provider.perThousand());
    json.writeNumberField("errors", plain(provider.errors()));
    json.writeObjectFieldStart("outage");
    time("every", provider.outage().every());
    time("for", provider.outage().length());
    json.writeEndObject();
  }

  private void teamwork(Teamwork teamwork) throws IOException {
    json.writeObjectFieldStart("teamwork");
    law("turn", teamwork.turn());
    json.writeObjectFieldStart("modes");
    for (Map.Entry<Mode, ServiceLaw> mode : teamwork.modes().entrySet()) {
      law(Fields.spelling(mode.getKey()), mode.getValue());
    }
    json.writeEndObject();
    law("coordination", teamwork.coordination());
    json.writeNumberField("consensus", plain(teamwork.consensus()));
    json.writeNumberField("rounds", teamwork.rounds());
    json.writeNumberField("messageBytes", teamwork.messageBytes());
    json.writeEndObject();
  }

  private void law(String key, ServiceLaw law) throws IOException {
    json.writeObjectFieldStart(key);
    law(law);
    json.writeEndObject();
  }

  private void mcp(McpTruth mcp) throws IOException {
    json.writeObjectFieldStart("mcp");
    json.writeObjectFieldStart("tools");
    for (Map.Entry<String, ServiceLaw> tool : mcp.tools().entrySet()) {
      json.writeObjectFieldStart(tool.getKey());
      law(tool.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeStringField("reply", mcp.reply().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("toolErrors", plain(mcp.toolErrors()));
    json.writeNumberField("rpcErrors", plain(mcp.rpcErrors()));
    time("progressEvery", mcp.progressEvery());
    json.writeNumberField("sessionRequests", mcp.sessionRequests());
    json.writeEndObject();
  }

  private void route(RouteTruth route) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("service");
    law(route.service());
    json.writeEndObject();
    json.writeNumberField("workers", route.workers());
    json.writeNumberField("queue", route.queue());
    json.writeObjectFieldStart("errors");
    json.writeNumberField("ratio", plain(route.errors().ratio()));
    json.writeNumberField("every", route.errors().every());
    json.writeArrayFieldStart("kinds");
    for (ErrorKind kind : route.errors().kinds()) {
      kind(kind);
    }
    json.writeEndArray();
    drip(route.errors().drip());
    json.writeEndObject();
    if (route.rateLimit().isPresent()) {
      rateLimit(route.rateLimit().get());
    } else {
      json.writeStringField("rateLimit", "none");
    }
    storm(route.storm());
    slowStart(route.slowStart());
    json.writeStringField("leak", route.leakBytes() + "B");
    json.writeNumberField("leakFiles", route.leakFiles());
    time("burn", route.burn());
    stream(route.stream());
    socket(route.socket());
    json.writeEndObject();
  }

  private void stream(StreamTruth stream) throws IOException {
    json.writeObjectFieldStart("stream");
    json.writeNumberField("tokens", stream.tokens());
    json.writeNumberField("reasoning", stream.reasoning());
    json.writeNumberField("toolCalls", stream.toolCalls());
    json.writeObjectFieldStart("first");
    law(stream.first());
    json.writeEndObject();
    json.writeObjectFieldStart("gap");
    law(stream.gap());
    json.writeEndObject();
    json.writeObjectFieldStart("toolTime");
    law(stream.toolTime());
    json.writeEndObject();
    json.writeNumberField("interruptEvery", stream.interruptEvery());
    json.writeObjectFieldStart("prompt");
    json.writeNumberField("tokens", stream.prompt().tokens());
    json.writeNumberField("cached", stream.prompt().cached());
    json.writeEndObject();
    json.writeObjectFieldStart("latency");
    law(stream.latency());
    json.writeEndObject();
    json.writeStringField("clockAhead", Durations.format(stream.clockAhead()));
    json.writeEndObject();
  }

  private void socket(SocketTruth socket) throws IOException {
    json.writeObjectFieldStart("socket");
    json.writeObjectFieldStart("reply");
    law(socket.reply());
    json.writeEndObject();
    json.writeBooleanField("ordered", socket.ordered());
    json.writeNumberField("missingEvery", socket.missingEvery());
    json.writeObjectFieldStart("gap");
    law(socket.gap());
    json.writeEndObject();
    json.writeObjectFieldStart("latency");
    law(socket.latency());
    json.writeEndObject();
    json.writeNumberField("closeAfter", socket.closeAfter());
    json.writeNumberField("closeCode", socket.closeCode());
    json.writeEndObject();
  }

  private void kind(ErrorKind kind) throws IOException {
    switch (kind) {
      case ErrorKind.Status status -> json.writeNumber(status.code());
      case ErrorKind.Fault fault -> json.writeString(fault.spelling());
    }
  }

  private void drip(Drip drip) throws IOException {
    switch (drip) {
      case Drip.Whole whole -> time("slowFor", whole.time());
      case Drip.Pieces pieces -> {
        json.writeObjectFieldStart("drip");
        json.writeNumberField("bytes", pieces.bytes());
        time("every", pieces.gap());
        json.writeEndObject();
      }
    }
  }

  private void storm(Storm storm) throws IOException {
    json.writeObjectFieldStart("storm");
    time("every", storm.every());
    time("for", storm.length());
    time("retryAfter", storm.retryAfter());
    json.writeEndObject();
  }

  private void slowStart(SlowStart start) throws IOException {
    json.writeObjectFieldStart("slowStart");
    time("unavailable", start.unavailable());
    time("for", start.length());
    json.writeNumberField("factor", plain(start.factor()));
    json.writeEndObject();
  }

  private void rateLimit(RateLimit limit) throws IOException {
    json.writeObjectFieldStart("rateLimit");
    json.writeStringField("rate", plain(limit.perSecond()).toPlainString() + "/s");
    json.writeNumberField("burst", limit.burst());
    time("retryAfter", limit.retryAfter());
    json.writeEndObject();
  }

  private void law(ServiceLaw law) throws IOException {
    switch (law) {
      case Constant constant -> {
        json.writeStringField("law", "constant");
        time("value", constant.value());
      }
      case Uniform uniform -> {
        json.writeStringField("law", "uniform");
        time("min", uniform.min());
        time("max", uniform.max());
      }
      case Exponential exponential -> {
        json.writeStringField("law", "exponential");
        time("mean", exponential.mean());
      }
      case Lognormal lognormal -> {
        json.writeStringField("law", "lognormal");
        time("median", lognormal.median());
        time("p99", lognormal.p99());
      }
      case Bimodal bimodal -> {
        json.writeStringField("law", "bimodal");
        time("a", bimodal.a());
        time("b", bimodal.b());
        json.writeNumberField("share", plain(bimodal.share()));
      }
      case Tailed tailed -> {
        law(tailed.base());
        json.writeObjectFieldStart("tail");
        json.writeNumberField("ratio", plain(tailed.ratio()));
        law(tailed.extra());
        json.writeEndObject();
      }
    }
  }

  private void time(String key, Duration time) throws IOException {
    json.writeStringField(key, Durations.format(time));
  }

  /** A number without an exponent, since ratios and rates are read without one. */
  private static BigDecimal plain(double number) {
    BigDecimal shortest = BigDecimal.valueOf(number).stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }
}
