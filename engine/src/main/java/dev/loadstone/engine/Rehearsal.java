package dev.loadstone.engine;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.HttpSettings.Connections;
import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Phase;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.Timeouts;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObservers;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.engine.grpc.GrpcSteps;
import dev.loadstone.engine.program.PlanCompiler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A short run of the generator against itself, over a loopback socket, before the real one: so that
 * the first requests of a run do not pay for loading and compiling the generator's own code.
 * Nothing of it is recorded, and the target sees nothing of it.
 *
 * <p>It makes requests over HTTP/1.1, and calls over HTTP/2 if the plan has gRPC steps.
 *
 * <p>How long it takes: until it has made so many requests that the code is as warm as the load
 * needs it, and no longer than its duration. {@link #underLoad} is for an open load that begins at
 * a rate which code that is still being compiled cannot keep up with.
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

  /** Under way at once; both ends of a connection are in this process. */
  private static final int IN_FLIGHT_MAX = 64;

  /** How much of an open load is its beginning. */
  private static final Duration BEGINNING = Duration.ofMillis(250);

  private static final Duration DRAIN = Duration.ofMillis(100);

  /** Compiling that goes on in the beginning of a load whose code is compiled. */
  private static final long COMPILED_MILLIS = 25;

  /** What is rehearsed. */
  enum Scope {
    /** Requests. */
    REQUESTS,
    /** Requests, and a call of a gRPC method after each of them. */
    CALLS_TOO;

    /** Returns what there is to be rehearsed of a plan. */
    static Scope of(Plan plan) {
      return GrpcSteps.isIn(plan) ? CALLS_TOO : REQUESTS;
    }
  }

  /**
   * What a rehearsal did.
   *
   * @param requests that were answered
   * @param connections that requests came on
   * @param calls that were answered
   * @param failures of some of either, in words
   */
  record Made(long requests, long connections, long calls, List<String> failures) {
    Made and(Made more) {
      List<String> all = new ArrayList<>(failures);
      all.addAll(more.failures);
      return new Made(
          requests + more.requests, connections + more.connections, calls + more.calls, all);
    }
  }

  /** Hears of a rehearsal as of any run, so that what does so is warm, too. */
  private static final class Audience extends RunObservers {
    private final List<String> failures = new CopyOnWriteArrayList<>();

    Audience() {
      super(List.of(new RunAccumulator()));
    }

    @Override
    public void failure(FailureSample sample) {
      failures.add(sample.message());
      super.failure(sample);
    }
  }

  private Rehearsal() {}

  /**
   * Rehearses on the loops of a run to come; does nothing where no loopback socket can be had.
   *
   * @param duration how long at most
   * @param requests after how many requests it is enough
   */
  static Made on(LoopGroup group, Scope scope, Duration duration, long requests) {
    return closed(group, scope, Connections.SHARED, duration, requests);
  }

  /**
   * Rehearses the opening of connections.
   *
   * @param duration how long at most
   * @param connections after how many of them it is enough
   */
  static Made connecting(LoopGroup group, Duration duration, long connections) {
    return closed(group, Scope.REQUESTS, Connections.PER_REQUEST, duration, connections);
  }

  private static Made closed(
      LoopGroup group, Scope scope, Connections connections, Duration duration, long requests) {
    double users = (double) USERS * group.loops().size();
    Phase phase = new Phase("rehearsal", users, users, 0, duration);
    Load load =
        new Load(
            Load.Model.CLOSED,
            new Arrivals.Constant(),
            Duration.ZERO,
            List.of(phase),
            Load.MAX_IN_FLIGHT_DEFAULT,
            DRAIN);
    return on(group, scope, connections, load, requests);
  }

  /**
   * Rehearses the beginning of an open load, again and again, until it was one in which the
   * compilers had next to nothing to do. It is the beginning that matters: what happens there only,
   * as new users and connections, is unknown to code that was compiled later on, which then is
   * thrown away when it is needed most.
   *
   * @param rate arrivals per second
   * @param duration how long at most
   */
  static Made underLoad(LoopGroup group, Scope scope, double rate, Duration duration) {
    Load load =
        new Load(
            Load.Model.OPEN,
            new Arrivals.Poisson(),
            Duration.ZERO,
            List.of(new Phase("rehearsal", rate, rate, 0, BEGINNING)),
            IN_FLIGHT_MAX,
            DRAIN);
    long end = System.nanoTime() + duration.toNanos();
    Made made = new Made(0, 0, 0, List.of());
    long compiling;
    do {
      long before = compiledMillis();
      made = made.and(on(group, scope, Connections.SHARED, load, Long.MAX_VALUE));
      compiling = compiledMillis() - before;
    } while (compiling > COMPILED_MILLIS
        && System.nanoTime() - end < 0
        && !Thread.currentThread().isInterrupted());
    System.gc(); // else what they leave behind grows old with the run
    return made;
  }

  /** Returns for how long the compilers have worked so far; 0 if the JVM does not tell. */
  private static long compiledMillis() {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    return compilers != null && compilers.isCompilationTimeMonitoringSupported()
        ? compilers.getTotalCompilationTime()
        : 0;
  }

  private static Made on(
      LoopGroup group, Scope scope, Connections connections, Load load, long requests) {
    Answers answers = new Answers(requests);
    AtomicLong calls = new AtomicLong();
    List<Channel> servers = new ArrayList<>();
    serve(group, answers).ifPresent(servers::add);
    if (scope == Scope.CALLS_TOO) {
      serve(group, calling(calls)).ifPresent(servers::add);
    }
    Audience audience = new Audience();
    try {
      if (servers.size() == (scope == Scope.CALLS_TOO ? 2 : 1)) {
        Plan plan = plan(servers, connections, load);
        LocalRun run = new LocalRun(PlanCompiler.compile(plan), group, start(plan), audience);
        answers.whenEnough(() -> run.stop(RunEnd.Reason.COMPLETED, ""));
        run.begin(LEAD_NANOS);
        run.await();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      servers.forEach(server -> server.close().awaitUninterruptibly());
    }
    return new Made(
        answers.answered, answers.connections, calls.get(), List.copyOf(audience.failures));
  }

  private static Optional<Channel> serve(LoopGroup group, ChannelHandler connection) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group.loops().getFirst())
            .channel(group.serverChannelType())
            .childHandler(connection)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .awaitUninterruptibly();
    return bound.isSuccess() ? Optional.of(bound.channel()) : Optional.empty();
  }

  private static ChannelHandler calling(AtomicLong calls) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel connection) {
        connection.pipeline().addLast(new RehearsalCalls(calls));
      }
    };
  }

  private static Target target(String name, Channel server) {
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    return new Target(name, URI.create("http://127.0.0.1:" + port));
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
        plan.load().orElseThrow().model().name().toLowerCase(Locale.ROOT),
        0,
        duration,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  private static Plan plan(List<Channel> servers, Connections connections, Load load) {
    Map<String, Target> targets = new LinkedHashMap<>();
    targets.put(Target.DEFAULT, target(Target.DEFAULT, servers.getFirst()));
    List<Step> steps = new ArrayList<>(List.of(step()));
    if (servers.size() > 1) {
      targets.put(RehearsalCalls.TARGET, target(RehearsalCalls.TARGET, servers.getLast()));
      steps.add(RehearsalCalls.step());
    }
    Scenario scenario =
        new Scenario(
            "rehearsal", 1, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), steps);
    return new Plan(
        "rehearsal",
        "",
        targets,
        Map.of(),
        Map.of(),
        Map.of(),
        HttpSettings.DEFAULT.with(connections),
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
    private volatile long connections; // likewise

    Answers(long requests) {
      this.requests = requests;
    }

    /** Sets what is done at the last request that is needed, before any is made. */
    void whenEnough(Runnable action) {
      whenEnough = action;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      long now = connections + 1;
      connections = now;
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
