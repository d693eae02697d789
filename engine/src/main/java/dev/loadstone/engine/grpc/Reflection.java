package dev.loadstone.engine.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.GrpcStep;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.http.HttpClient;
import dev.loadstone.engine.http.HttpEnvironment;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.http.Resolver;
import dev.loadstone.engine.http.TlsContexts;
import dev.loadstone.engine.record.StreamRecorder;
import dev.loadstone.engine.time.TimerHeap;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a target for its definitions, before a run, on an event loop of its own.
 *
 * <p><b>Source:</b> grpc/grpc-proto, grpc/reflection/v1/reflection.proto; v1alpha is the same under
 * another name.
 */
final class Reflection implements AutoCloseable {
  private static final List<String> SERVICES =
      List.of("grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection");

  private static final String METHOD = "ServerReflectionInfo";
  private static final int FILE_BY_NAME = 3;
  private static final int FILE_OF_SYMBOL = 4;
  private static final int FILES = 4;
  private static final int FILES_FILE = 1;
  private static final int ERROR = 7;
  private static final int ERROR_MESSAGE = 2;
  private static final long PATIENCE_SECONDS = 10;

  private final GrpcStep step;
  private final Plan plan;
  private final Names names;
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final HttpClient http;
  private String service = SERVICES.getFirst();

  private Reflection(GrpcStep step, Plan plan, TlsContexts tls) {
    this.step = step;
    this.plan = plan;
    names = new Names(plan);
    http =
        new HttpClient(
            new HttpEnvironment(
                group.next(),
                NioSocketChannel.class,
                System::nanoTime,
                new TimerHeap(),
                plan.http(),
                1,
                Integer.MAX_VALUE,
                new Resolver(),
                tls,
                (operation, error) -> false,
                version -> {},
                error -> {},
                failure -> {},
                null));
  }

  /**
   * Returns the file that defines the service of a step.
   *
   * @throws IllegalArgumentException if the target does not give it
   */
  static FileDescriptor ask(GrpcStep step, Plan plan, TlsContexts tls) {
    try (Reflection reflection = new Reflection(step, plan, tls)) {
      return reflection.file();
    }
  }

  private FileDescriptor file() {
    Map<String, FileDescriptorProto> files = new HashMap<>();
    List<FileDescriptorProto> first = files(FILE_OF_SYMBOL, step.service());
    first.forEach(file -> files.put(file.getName(), file));
    Deque<String> wanted = new ArrayDeque<>();
    first.forEach(file -> wanted.addAll(file.getDependencyList()));
    while (!wanted.isEmpty()) {
      String name = wanted.removeFirst();
      if (!files.containsKey(name) && !ProtoCompiler.isBuiltIn(name)) {
        for (FileDescriptorProto file : files(FILE_BY_NAME, name)) {
          files.put(file.getName(), file);
          wanted.addAll(file.getDependencyList());
        }
      }
    }
    String main =
        first.stream()
            .filter(this::defines)
            .findFirst()
            .map(FileDescriptorProto::getName)
            .orElseThrow(() -> failed("its answer does not define " + step.service()));
    return ProtoCompiler.link(main, files, name -> "the target does not give " + name);
  }

  private boolean defines(FileDescriptorProto file) {
    String prefix = file.getPackage().isEmpty() ? "" : file.getPackage() + ".";
    return file.getServiceList().stream()
        .anyMatch(one -> step.service().equals(prefix + one.getName()));
  }

  private List<FileDescriptorProto> files(int kind, String of) {
    UnknownFieldSet request = UnknownFieldSet.newBuilder().addField(kind, text(of)).build();
    try {
      UnknownFieldSet answer = UnknownFieldSet.parseFrom(answer(request.toByteArray()));
      if (answer.hasField(ERROR)) {
        throw failed(message(answer.getField(ERROR)));
      }
      List<FileDescriptorProto> files = new ArrayList<>();
      for (ByteString found : answer.getField(FILES).getLengthDelimitedList()) {
        UnknownFieldSet list = UnknownFieldSet.parseFrom(found);
        for (ByteString file : list.getField(FILES_FILE).getLengthDelimitedList()) {
          files.add(FileDescriptorProto.parseFrom(file));
        }
      }
      return files;
    } catch (InvalidProtocolBufferException broken) {
      throw failed("its answer is no ServerReflectionResponse: " + broken.getMessage());
    }
  }

  private static UnknownFieldSet.Field text(String text) {
    return UnknownFieldSet.Field.newBuilder()
        .addLengthDelimited(ByteString.copyFromUtf8(text))
        .build();
  }

  private static String message(UnknownFieldSet.Field error) throws InvalidProtocolBufferException {
    StringBuilder message = new StringBuilder();
    for (ByteString bytes : error.getLengthDelimitedList()) {
      for (ByteString text :
          UnknownFieldSet.parseFrom(bytes).getField(ERROR_MESSAGE).getLengthDelimitedList()) {
        message.append(text.toStringUtf8());
      }
    }
    return message.isEmpty() ? "an error without a message" : message.toString();
  }

  private IllegalArgumentException failed(String why) {
    return GrpcOperation.wrong(
        step, "the target " + step.on() + " does not tell of " + step.service() + ": " + why);
  }

  // --- asking

  /** What came back, or why nothing did. */
  private record Answer(@Nullable ByteString message, boolean unimplemented, String why) {}

  private ByteString answer(byte[] request) {
    Answer answer = call(request);
    if (answer.unimplemented && service.equals(SERVICES.getFirst())) {
      service = SERVICES.getLast();
      answer = call(request);
    }
    ByteString message = answer.message;
    if (message == null) {
      throw failed(
          answer.unimplemented
              ? "it has no server reflection. Give the .proto file with proto."
              : answer.why);
    }
    return message;
  }

  private Answer call(byte[] request) {
    CompletableFuture<Answer> answered = new CompletableFuture<>();
    group.next().execute(() -> start(request, answered));
    long patience = Math.min(PATIENCE_SECONDS, Math.max(1, step.timeouts().total().toSeconds()));
    try {
      return answered.get(patience, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      return new Answer(null, false, "no answer within " + patience + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Answer(null, false, "interrupted");
    } catch (ExecutionException failed) {
      return new Answer(null, false, String.valueOf(failed.getCause()));
    }
  }

  private void start(byte[] request, CompletableFuture<Answer> answered) {
    Received received = new Received();
    Exchange exchange =
        new Exchange(
            new UserValues(0, names.slots(), names.feeders(), plan.seed()),
            (ended, now) -> answered.complete(received.answer(ended)));
    Bytes content = new Bytes();
    GrpcCall.append(request, false, content);
    exchange.send(content, true);
    exchange.streamTo(GrpcCall.response(step, received, true), StreamRecorder.unrecorded());
    http.start(exchange, operation(), System.nanoTime());
  }

  private HttpOperation operation() {
    List<Body.Field> constant =
        step.metadata().stream()
            .filter(field -> TextTemplate.of(field.value(), names).isConstant())
            .toList();
    return GrpcCall.request(0, step, service, METHOD, constant, plan, names);
  }

  /** Keeps the first message as it is. */
  private static final class Received implements GrpcInterpreter.Decoder {
    private @Nullable ByteString message;

    @Override
    public void decode(byte[] data, int from, int to, Bytes out) {
      if (message == null) {
        message = ByteString.copyFrom(data, from, to - from);
      }
    }

    @Override
    public String responseType() {
      return "ServerReflectionResponse";
    }

    Answer answer(Exchange ended) {
      boolean unimplemented =
          ended.stream() != null
              && ended.stream().interpreter() instanceof GrpcInterpreter told
              && told.status() == GrpcStatus.UNIMPLEMENTED;
      if (ended.error() != null) {
        return new Answer(null, unimplemented, ended.message());
      }
      return new Answer(message, false, "no answer to the question");
    }
  }

  @Override
  public void close() {
    group.next().execute(http::closeIdle);
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
