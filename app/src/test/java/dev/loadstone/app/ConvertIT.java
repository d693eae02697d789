package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that was made of a description of the testbed, run against it for a second. */
final class ConvertIT {
  private static final String DESCRIPTION =
      """
      openapi: 3.1.0
      info: {title: Testbed, version: '1'}
      servers: [{url: 'http://127.0.0.1:18800'}]
      security: [{session: []}]
      paths:
        /api/v1/auth/login:
          post:
            tags: [chat]
            operationId: login
            security: []
            requestBody:
              required: true
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      username: {type: string, example: test_user}
                      password: {type: string, format: password, example: test_password}
            responses: {'200': {description: Let in}}
        /api/v1/chat/message:
          post:
            tags: [chat]
            operationId: message
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    required: [message, session_id]
                    properties:
                      message: {type: string, minLength: 10}
                      session_id: {type: string}
            responses: {'200': {description: The reply}}
        /api/v1/chat/history/{session}:
          get:
            tags: [chat]
            parameters:
              - {name: session, in: path, required: true, schema: {type: string, example: session-1}}
            responses: {'200': {description: What was said}}
        /api/v1/agents:
          get:
            tags: [chat]
            operationId: agents
            responses: {'200': {description: All of them}}
        /agent/{agent}:
          post:
            tags: [chat]
            operationId: stream
            parameters:
              - {name: agent, in: path, required: true, schema: {type: string, example: support}}
            requestBody:
              content:
                application/json:
                  example:
                    threadId: t1
                    runId: r1
                    messages: [{id: u1, role: user, content: Where is my order?}]
            responses: {'200': {description: Events, content: {text/event-stream: {}}}}
      components:
        securitySchemes:
          session: {type: http, scheme: bearer}
      """;

  @TempDir private Path folder;

  @Test
  void plan_ofTheTestbed_runsAndEveryStepIsServed() throws IOException {
    Path document = Files.writeString(folder.resolve("testbed.yaml"), DESCRIPTION);
    Path plan = folder.resolve("plan.yaml");
    Path out = folder.resolve("run");
    Cli.Answer made = Cli.run("convert", document.toString(), "--out", plan.toString());
    assertThat(made.code()).as(made.err()).isZero();

    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      Cli.Answer ran =
          Cli.run(
              Map.of("SESSION", "test-token", "PASSWORD", "test_password"),
              "run",
              plan.toString(),
              "--target=http://127.0.0.1:" + testbed.port(),
              "--set=load.phases[0].rate=20/s",
              "--set=load.phases[0].for=1s",
              "--out=" + out,
              "--quiet");

      assertThat(ran.code()).as(ran.out() + ran.err()).isIn(0, 5);
      JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
      assertThat(result.path("load").path("failed").asInt())
          .as(result.path("errors").toString())
          .isZero();
      assertThat(testbed.ledger().requests()).isEqualTo(100);
      assertThat(testbed.ledger().route("POST /agent/{id}").requests()).isEqualTo(20);
      assertThat(testbed.ledger().route("GET /api/v1/chat/history/{session}").requests())
          .isEqualTo(20);
    }
  }
}
