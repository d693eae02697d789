package dev.loadstone.web;

import dev.loadstone.web.live.LiveFeed;
import dev.loadstone.web.runs.RunFolder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The page and its API on one event loop, so that it takes little of the generator's machine.
 * {@code openapi.json} describes the API.
 */
public final class WebServer implements AutoCloseable {
  /** The largest body of a request that is read: a plan, with room. */
  static final long BODY_BYTES_MAX = 1_000_000;

  private static final int WORKERS = 4;
  private static final int IDLE_SECONDS = 60;
  private static final String LOOPBACK = "127.0.0.1";
  private static final String PLAN_TYPE = "application/yaml";
  private static final String JSON_TYPE = "application/json";

  private final Vertx vertx;
  private final WebOptions options;
  private final Context loop;
  private final Viewers viewers;
  private final int port;

  private WebServer(WebOptions options, Desk desk, LiveFeed feed, boolean starts)
      throws WebStartException {
    this.options = options;
    if (options.tls().isPresent()) {
      Certificates.check(options.tls().get());
    }
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(WORKERS)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    loop = vertx.getOrCreateContext();
    viewers = new Viewers(vertx, loop, feed);
    Guard guard = new Guard(options);
    RunsApi runs = new RunsApi(new RunFolder(options.runs()), feed, desk);
    ControlApi control = new ControlApi(feed, desk, viewers, starts);
    Router router = router(vertx, guard, new Assets(), runs, control, viewers);
    try {
      HttpServer server =
          await(vertx.createHttpServer(http(options)).requestHandler(router).listen());
      port =
          options.tls().isEmpty()
              ? server.actualPort()
              : await(TlsDoor.open(vertx, door(options), server.actualPort())).actualPort();
    } catch (CompletionException failed) {
      await(vertx.close());
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new WebStartException(reason(options, cause), cause);
    }
    guard.port(port);
  }

  /**
   * Starts the server.
   *
   * @param desk does what it is asked for
   * @param feed tells of the run that goes on
   * @param starts whether runs may be started from the page
   * @throws WebStartException if the address cannot be had or the certificate cannot be used
   */
  public static WebServer start(WebOptions options, Desk desk, LiveFeed feed, boolean starts)
      throws WebStartException {
    return new WebServer(options, desk, feed, starts);
  }

  private static NetServerOptions door(WebOptions options) {
    return new NetServerOptions()
        .setHost(options.host())
        .setPort(options.port())
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  /** Behind the door, which knows plain HTTP from TLS, only this machine comes in. */
  private static HttpServerOptions http(WebOptions options) {
    boolean behind = options.tls().isPresent();
    HttpServerOptions http =
        new HttpServerOptions()
            .setHost(behind ? LOOPBACK : options.host())
            .setPort(behind ? 0 : options.port())
            .setHttp2ClearTextEnabled(false) // HTTP/2 has no Host, by which requests are let in
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    options
        .tls()
        .ifPresent(tls ->
            http.setSsl(true)
                .setUseAlpn(false)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .setCertPath(tls.certificate().toAbsolutePath().toString())
                        .setKeyPath(tls.key().toAbsolutePath().toString())));
    return http;
  }

  private static String reason(WebOptions options, Throwable cause) {
    String address = options.host() + ":" + options.port();
    return String.valueOf(cause.getMessage()).contains("Address already in use")
        ? "the page cannot be served on "
            + address
            + ": the address is in use. Choose another port, or 0 for any free one."
        : "the page cannot be served on " + address + ": " + cause.getMessage();
  }

  static Router router(
      Vertx vertx, Guard guard, Assets assets, RunsApi runs, ControlApi control, Viewers viewers) {
    Router router = Router.router(vertx);
    router.route().handler(guard).failureHandler(WebServer::failed);
    router.get("/").handler(assets::index);
    router.get("/assets/:name").handler(assets::asset);
    router.get("/api/openapi.json").handler(WebServer::description);
    router.get("/api/schema/plan").handler(control::schema);
    router.get("/api/status").handler(control::status);
    router.get("/api/events").handler(viewers::add);
    router.get("/api/runs").handler(runs::list);
    router.get("/api/runs/:id/:format").handler(runs::report);
    router.get("/api/compare").handler(runs::compare);
    router.get("/api/figures").handler(runs::figures);
    router.get("/api/trend").handler(runs::trend);
    post(router, "/api/plans/validate", PLAN_TYPE).handler(control::validate);
    post(router, "/api/runs", PLAN_TYPE).handler(control::start);
    post(router, "/api/runs/current/level", JSON_TYPE).handler(control::level);
    post(router, "/api/runs/current/profile", JSON_TYPE).handler(control::profile);
    post(router, "/api/runs/current/stop", JSON_TYPE).handler(control::stop);
    post(router, "/api/session", JSON_TYPE)
        .handler(
            context -> guard.login(context, ControlApi.body(context).path("token").textValue()));
    for (int status : List.of(404, 405, 406, 415)) {
      router.errorHandler(
          status, context -> Answers.error(context, status, "there is nothing like that here"));
    }
    return router;
  }

  /**
   * A request that changes something has one type of body only, none that a form of another site
   * could send.
   */
  private static Route post(Router router, String path, String type) {
    router
        .route(HttpMethod.POST, path)
        .handler(context -> {
          String given = context.request().getHeader("Content-Type");
          if (given == null || !given.split(";", 2)[0].strip().equals(type)) {
            Answers.error(context, 415, "the body must be of the type " + type);
          } else {
            context.next();
          }
        });
    return router
        .route(HttpMethod.POST, path)
        .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
  }

  private static void failed(RoutingContext context) {
    int status = context.statusCode();
    if (status == 413) {
      Answers.error(context, 413, "the body must have at most " + BODY_BYTES_MAX + " bytes");
    } else if (context.failure() != null) {
      Work.failed(context, context.failure());
    } else {
      Answers.error(context, status < 400 ? 500 : status, "the request cannot be answered");
    }
  }

  private static void description(RoutingContext context) {
    Answers.text(context, 200, OpenApi.text());
  }

  /** Returns the port on which it listens. */
  public int port() {
    return port;
  }

  /** Returns the address of the page, with the token where one is needed. */
  public String url() {
    String host = options.host();
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    String scheme = options.tls().isPresent() ? "https" : "http";
    return scheme
        + "://"
        + name
        + ":"
        + port
        + "/"
        + options.token().map(token -> "#token=" + token).orElse("");
  }

  /** Ends all connections and gives the port back. */
  @Override
  public void close() {
    Future<Void> told =
        Future.future(promise ->
            loop.runOnContext(now -> {
              viewers.close();
              promise.complete();
            }));
    await(told);
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
