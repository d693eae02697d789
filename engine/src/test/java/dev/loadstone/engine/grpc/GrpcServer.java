package dev.loadstone.engine.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.loadstone.core.plan.GrpcStep.ProtoFiles;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of grpc-java on loopback, with methods of all four kinds that do as they are told. A
 * call with {@code x-packed} is answered in compressed messages.
 */
public final class GrpcServer implements AutoCloseable {
  /** What it serves. */
  public static final String PROTO =
      """
      syntax = "proto3";
      package test;
      service Echo {
        rpc Say (Ask) returns (Answer);
        rpc Tell (Ask) returns (stream Answer);
        rpc Sum (stream Ask) returns (Answer);
        rpc Chat (stream Ask) returns (stream Answer);
      }
      message Ask {
        string text = 1;
        int32 count = 2;
        int32 status = 3;
        int32 pause_ms = 4;
      }
      message Answer {
        string text = 1;
        int32 count = 2;
      }
      """;

  private static final Metadata.Key<String> TENANT = key("x-tenant");

  private static final Metadata.Key<String> PARENT = key("traceparent");
  private static final Metadata.Key<String> CODING = key("grpc-encoding");
  private static final Metadata.Key<String> ACCEPTED = key("grpc-accept-encoding");
  private static final Metadata.Key<String> PACKED = key("x-packed");

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private final FileDescriptor file =
      ProtoCompiler.compile(new ProtoFiles("echo.proto", Map.of("echo.proto", PROTO)));
  private final Descriptor answerType = file.findMessageTypeByName("Answer");
  private final Server server;
  private final List<String> codings = new CopyOnWriteArrayList<>();
  private final List<String> tenants = new CopyOnWriteArrayList<>();
  private final List<String> parents = new CopyOnWriteArrayList<>();
  private final List<Long> deadlinesMillis = new CopyOnWriteArrayList<>();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final AtomicInteger messages = new AtomicInteger();

  /** What serves reflection. */
  public enum Reflects {
    V1,
    V1ALPHA,
    NOTHING
  }

  /** Starts a server. */
  @SuppressWarnings("deprecation") // v1alpha is what older servers have
  public GrpcServer(Reflects reflects) throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .intercept(new Watching())
            .addService(service());
    reflection(reflects).ifPresent(builder::addService);
    server = builder.build().start();
  }

  private static Optional<BindableService> reflection(Reflects reflects) {
    return switch (reflects) {
      case V1 -> Optional.of(ProtoReflectionServiceV1.newInstance());
      case V1ALPHA -> Optional.of(alpha());
      case NOTHING -> Optional.empty();
    };
  }

  @SuppressWarnings("deprecation") // as above
  private static BindableService alpha() {
    return io.grpc.protobuf.services.ProtoReflectionService.newInstance();
  }

  private ServerServiceDefinition service() {
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder("test.Echo")
            .setSchemaDescriptor((ProtoFileDescriptorSupplier) () -> file);
    var methods =
        file.findServiceByName("Echo").getMethods().stream().map(GrpcServer::method).toList();
    methods.forEach(descriptor::addMethod);
    return ServerServiceDefinition.builder(descriptor.build())
        .addMethod(methods.get(0), ServerCalls.asyncUnaryCall(this::say))
        .addMethod(methods.get(1), ServerCalls.asyncServerStreamingCall(this::tell))
        .addMethod(methods.get(2), ServerCalls.asyncClientStreamingCall(this::sum))
        .addMethod(methods.get(3), ServerCalls.asyncBidiStreamingCall(this::chat))
        .build();
  }

  private static io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> method(
      MethodDescriptor of) {
    io.grpc.MethodDescriptor.MethodType type =
        of.isClientStreaming()
            ? of.isServerStreaming()
                ? io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING
                : io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING
            : of.isServerStreaming()
                ? io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING
                : io.grpc.MethodDescriptor.MethodType.UNARY;
    return io.grpc.MethodDescriptor.newBuilder(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(of.getInputType())),
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(of.getOutputType())))
        .setType(type)
        .setFullMethodName("test.Echo/" + of.getName())
        .build();
  }

  private static int number(DynamicMessage ask, String field) {
    return (Integer) ask.getField(ask.getDescriptorForType().findFieldByName(field));
  }

  private static String text(DynamicMessage ask) {
    return (String) ask.getField(ask.getDescriptorForType().findFieldByName("text"));
  }

  private DynamicMessage answer(String text, int count) {
    return DynamicMessage.newBuilder(answerType)
        .setField(answerType.findFieldByName("text"), text)
        .setField(answerType.findFieldByName("count"), count)
        .build();
  }

  private static void pause(DynamicMessage ask) {
    try {
      TimeUnit.MILLISECONDS.sleep(number(ask, "pause_ms"));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(DynamicMessage ask, StreamObserver<DynamicMessage> out) {
    int status = number(ask, "status");
    if (status == 0) {
      out.onCompleted();
    } else {
      out.onError(
          Status.fromCodeValue(status).withDescription("told to: 100 % ähnlich").asException());
    }
  }

  private void say(DynamicMessage ask, StreamObserver<DynamicMessage> out) {
    messages.incrementAndGet();
    pause(ask);
    if (number(ask, "status") == 0) {
      out.onNext(answer("re: " + text(ask), number(ask, "count") + 1));
    }
    end(ask, out);
  }

  private void tell(DynamicMessage ask, StreamObserver<DynamicMessage> out) {
    messages.incrementAndGet();
    for (int i = 0; i < number(ask, "count") && !isCancelled(out); i++) {
      pause(ask);
      out.onNext(answer(text(ask) + i, i));
    }
    if (!isCancelled(out)) {
      end(ask, out);
    }
  }

  private static boolean isCancelled(StreamObserver<DynamicMessage> out) {
    return ((ServerCallStreamObserver<DynamicMessage>) out).isCancelled();
  }

  private StreamObserver<DynamicMessage> sum(StreamObserver<DynamicMessage> out) {
    int[] sum = new int[1];
    StringBuilder all = new StringBuilder();
    return observer(
        ask -> {
          sum[0] += number(ask, "count");
          all.append(text(ask));
        },
        () -> {
          out.onNext(answer(all.toString(), sum[0]));
          out.onCompleted();
        });
  }

  private StreamObserver<DynamicMessage> chat(StreamObserver<DynamicMessage> out) {
    return observer(
        ask -> out.onNext(answer("re: " + text(ask), number(ask, "count"))), out::onCompleted);
  }

  private StreamObserver<DynamicMessage> observer(
      java.util.function.Consumer<DynamicMessage> each, Runnable end) {
    return new StreamObserver<>() {
      @Override
      public void onNext(DynamicMessage ask) {
        messages.incrementAndGet();
        each.accept(ask);
      }

      @Override
      public void onError(Throwable broken) {
        // counted where calls are watched
      }

      @Override
      public void onCompleted() {
        end.run();
      }
    };
  }

  /** Notes what came with calls, and which were cancelled. */
  private final class Watching implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      codings.add(headers.get(CODING) + "/" + headers.get(ACCEPTED));
      if (headers.get(PACKED) != null) {
        call.setCompression("gzip");
      }
      String tenant = headers.get(TENANT);
      if (tenant != null) {
        tenants.add(tenant);
      }
      String parent = headers.get(PARENT);
      if (parent != null) {
        parents.add(parent);
      }
      if (Context.current().getDeadline() != null) {
        deadlinesMillis.add(Context.current().getDeadline().timeRemaining(TimeUnit.MILLISECONDS));
      }
      Context.current()
          .addListener(
              context -> {
                if (context.cancellationCause() != null) {
                  cancelled.incrementAndGet();
                }
              },
              Runnable::run);
      return Contexts.interceptCall(Context.current(), call, headers, next);
    }
  }

  /** Returns where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** Returns by what the messages of calls were compressed, and by what answers might be. */
  public List<String> codings() {
    return codings;
  }

  /** Returns the values of {@code x-tenant} that came. */
  public List<String> tenants() {
    return tenants;
  }

  /** Returns the values of {@code traceparent} that came. */
  public List<String> parents() {
    return parents;
  }

  /** Returns how long calls still had when they came. */
  public List<Long> deadlinesMillis() {
    return deadlinesMillis;
  }

  /** Returns how many calls were cancelled by the client or their deadline. */
  public int cancelled() {
    return cancelled.get();
  }

  /** Returns how many messages came. */
  public int messages() {
    return messages.get();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
