package dev.loadstone.engine.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrpcStepsTest {
  private static final String PROTO =
      """
      syntax = "proto3";
      package shop;
      import "google/protobuf/timestamp.proto";
      import "shop/item.proto";
      // import "nowhere.proto";
      service Cart {
        rpc Add (AddRequest) returns (AddReply);
        rpc Watch (AddRequest) returns (stream AddReply) {}
        rpc Fill (stream AddRequest) returns (AddReply);
      }
      message AddRequest {
        int32 count = 1;
        repeated Item items = 2;
        map<string, int64> stock = 3;
        Colour colour = 4;
        google.protobuf.Timestamp at = 5;
        optional bool gift = 6;
        oneof payment { string card = 7; string invoice = 8; }
        repeated double prices = 9;
        string order_id = 10;
      }
      message AddReply { string id = 1; }
      enum Colour { NONE = 0; RED = 1; }
      """;
  private static final String ITEM =
      "syntax = \"proto3\";\npackage shop;\nmessage Item { string name = 1; int64 price = 2; }\n";

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(folder.resolve("protos/shop"));
    Files.writeString(folder.resolve("protos/shop/cart.proto"), PROTO);
    Files.writeString(folder.resolve("protos/shop/item.proto"), ITEM);
  }

  private Plan plan(String step) {
    String text =
        "name: x\ntarget: http://127.0.0.1:1\nvariables: {n: \"1\"}\n"
            + "load: {phases: [{rate: 5/s, for: 1s}]}\nsteps:\n"
            + step.indent(2);
    return new PlanReader().read("plan.yaml", text, ReadOptions.NONE.withBaseDirectory(folder));
  }

  private List<String> problems(String method, String keys) {
    String step =
        "- grpc: " + method + "\n  proto: protos/shop/cart.proto\n  name: add\n  " + keys + "\n";
    return GrpcSteps.problems(plan(step)).stream().map(Problem::toString).toList();
  }

  @Test
  void steps_thatFitTheirMethods_haveNoProblems() {
    assertThat(
            problems(
                "shop.Cart/Add",
                "message: {count: 3, items: [{name: pen, price: 250}], stock: {pen: 7},"
                    + " colour: RED, at: \"2026-11-21T12:00:00Z\", gift: true, card: x,"
                    + " prices: [1, 2.5], orderId: a}"))
        .isEmpty();
    assertThat(
            problems(
                "shop.Cart/Add",
                "message: {count: \"${n}\", gift: \"${n}\", at: \"${n}\", colour: \"${n}\","
                    + " items: [{price: \"${n}\"}], order_id: \"order ${n}\"}"))
        .isEmpty();
    assertThat(problems("shop.Cart/Fill", "messages: [{count: 1}, {count: 2}]")).isEmpty();
    assertThat(problems("shop.Cart/Watch", "cancelAfter: {events: 3}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "shop.Card/Add | onFailure: stop | step add: must name a service of cart.proto, got: shop.Card. Did"
            + " you mean shop.Cart?",
        "shop.Cart/Ad | onFailure: stop | step add: must name a method of shop.Cart, got: Ad. Did you mean"
            + " Add?",
        "shop.Cart/Add | message: {cuont: 1} | step add: message.cuont must be a field of"
            + " shop.AddRequest, got: cuont. Did you mean count?",
        "shop.Cart/Add | message: {count: two} | step add: message.count must be int32, got:"
            + " \"two\"",
        "shop.Cart/Add | message: {items: [{name: a}, {name: b, prize: \"${n}\"}]} | step add:"
            + " message.items[1].prize must be a field of shop.Item, got: prize. Did you mean"
            + " price?",
        "shop.Cart/Add | message: {items: [{price: 1}, {price: much}]} | step add:"
            + " message.items[1].price must be int64, got: \"much\"",
        "shop.Cart/Add | message: {stock: {pen: few}} | step add: message.stock.pen must be int64,"
            + " got: \"few\"",
        "shop.Cart/Add | message: {colour: PINK} | step add: message.colour must be shop.Colour,"
            + " got: \"PINK\". Use one of: NONE, RED.",
        "shop.Cart/Add | message: {items: 7} | step add: message.items must be a list of shop.Item,"
            + " got: 7.0",
        "shop.Cart/Add | messages: [{count: 1}, {count: 2}] | step add: messages must have one"
            + " message, since the method takes no stream, got: 2. Write message: {…}.",
        "shop.Cart/Add | interval: 1s | step add: interval must be left out, since the method takes"
            + " no stream.",
        "shop.Cart/Fill | messages: [{count: 1}, {count: x}] | step add: messages[1].count must be"
            + " int32, got: \"x\"",
      })
  void steps_thatDoNotFit_areToldWithTheFieldAndWhatWouldFit(
      String method, String keys, String problem) {
    assertThat(problems(method, keys)).containsExactly(problem);
  }

  @Test
  void protoFile_thatIsNone_isToldWithItsPlace() throws IOException {
    Files.writeString(
        folder.resolve("protos/shop/item.proto"), "syntax = \"proto3\";\nmessage Item { strin");
    assertThat(problems("shop.Cart/Add", "message: {}"))
        .singleElement()
        .asString()
        .contains("item.proto:2:");
    Files.writeString(
        folder.resolve("protos/shop/item.proto"),
        "syntax = \"proto3\";\npackage shop;\nmessage Item { Nothing name = 1; }\n");
    assertThat(problems("shop.Cart/Add", "message: {}"))
        .singleElement()
        .asString()
        .contains("unable to resolve Nothing")
        .contains("item.proto:3:");
  }
}
