package dev.loadstone.engine;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Phase;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.Timeouts;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.engine.program.PlanCompiler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A short run of the generator against itself, over a loopback socket, before the real one: so that
 * the first requests of a run do not pay for loading and compiling the generator's own code.
 * Nothing of it is recorded, and the target sees nothing of it.
 *
 * <p>How long it takes: until it has made so many requests that the code is as warm as the load
 * needs it, and no longer than its duration.
 */
final class Rehearsal {
  private static final String CONTENT = "{\"reply\":\"all is well\",\"items\":[{\"id\":123}]}";
  private static final byte[] RESPONSE =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
              + CONTENT.length()
              + "\r\n\r\n"
              + CONTENT)
          .getBytes(StandardCharsets.US_ASCII);
  private static final int USERS = 4;
  private static final long LEAD_NANOS = 2_000_000L;

  private Rehearsal() {}

  /**
   * Rehearses on the loops of a run to come; does nothing where no loopback socket can be had.
   *
   * @param duration how long at most
   * @param requests after how many requests it is enough
   * @return how many requests were made
   */
  static long on(LoopGroup group, Duration duration, long requests) {
    Answers answers = new Answers(requests);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group.loops().getFirst())
            .channel(group.serverChannelType())
            .childHandler(answers);
    ChannelFuture bound =
        bootstrap
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      return 0;
    }
    Channel server = bound.channel();
    try {
      int port = ((InetSocketAddress) server.localAddress()).getPort();
      Plan plan = plan(port, duration, group.loops().size());
      LocalRun run =
          new LocalRun(PlanCompiler.compile(plan), group, start(plan), new RunAccumulator());
      answers.whenEnough(() -> run.stop(RunEnd.Reason.COMPLETED, ""));
      run.begin(LEAD_NANOS);
      run.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      server.close().awaitUninterruptibly();
    }
    return answers.answered;
  }

  private static RunStart start(Plan plan) {
    long duration = plan.load().orElseThrow().duration().toNanos();
    return new RunStart(
        plan.name(),
        "",
        Instant.EPOCH,
        "",
        "",
        Map.of(),
        1,
        "closed",
        0,
        duration,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  private static Plan plan(int port, Duration duration, int loops) {
    double users = (double) USERS * loops;
    Load load =
        new Load(
            Load.Model.CLOSED,
            new Arrivals.Constant(),
            Duration.ZERO,
            List.of(new Phase("rehearsal", users, users, 0, duration)),
            Load.MAX_IN_FLIGHT_DEFAULT,
            Duration.ofMillis(100));
    Scenario scenario =
        new Scenario(
            "rehearsal",
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(step()));
    return new Plan(
        "rehearsal",
        "",
        Map.of(Target.DEFAULT, new Target(Target.DEFAULT, URI.create("http://127.0.0.1:" + port))),
        Map.of(),
        Map.of(),
        Map.of(),
        HttpSettings.DEFAULT,
        Optional.of(load),
        List.of(),
        List.of(scenario),
        List.of(),
        Map.of(),
        1);
  }

  private static Step.Http step() {
    Template url =
        new Template(
            List.of(
                new Template.Literal("/rehearsal/"),
                hole(new Expression.Iteration(), Template.Encoding.RAW)));
    Template json =
        new Template(
            List.of(
                new Template.Literal("{\"user\":"),
                hole(new Expression.UserId(), Template.Encoding.RAW),
                new Template.Literal(",\"id\":\""),
                hole(new Expression.RandomUuid(), Template.Encoding.JSON_TEXT),
                new Template.Literal("\"}")));
    JsonPath reply = new JsonPath("$.reply", List.of(new JsonPath.Member("reply")));
    List<Check> checks =
        List.of(
            new Check.Status("status == 200", Operator.EQUAL, List.of(200)),
            new Check.Json("$.reply exists", reply, new Check.Exists()));
    return new Step.Http(
        "rehearsal",
        Target.DEFAULT,
        "POST",
        url,
        List.of(new Body.Field("X-Rehearsal", Template.literal("1"))),
        new Body.Json(json),
        Timeouts.DEFAULT,
        Optional.empty(),
        checks,
        List.of(new Extraction("reply", new Extraction.Json(reply))),
        Optional.empty(),
        false);
  }

  private static Template.Hole hole(Expression expression, Template.Encoding encoding) {
    return new Template.Hole(expression, encoding);
  }

  /**
   * Answers every read with one response; requests of the rehearsal are small and never sent
   * together.
   */
  @Sharable
  private static final class Answers extends ChannelInboundHandlerAdapter {
    private final long requests;
    private Runnable whenEnough = () -> {};
    private volatile long answered; // written by one loop only

    Answers(long requests) {
      this.requests = requests;
    }

    /** Sets what is done at the last request that is needed, before any is made. */
    void whenEnough(Runnable action) {
      whenEnough = action;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ((ByteBuf) message).release();
      long now = answered + 1;
      answered = now;
      if (now == requests) {
        whenEnough.run();
      }
      context.writeAndFlush(
          context.alloc().directBuffer(RESPONSE.length).writeBytes(RESPONSE),
          context.voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close(); // the client is gone, answered or not
    }
  }
}
