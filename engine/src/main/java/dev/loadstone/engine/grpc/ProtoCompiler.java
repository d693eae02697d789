package dev.loadstone.engine.grpc;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import com.squareup.wire.schema.ErrorCollector;
import com.squareup.wire.schema.Linker;
import com.squareup.wire.schema.Loader;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaException;
import com.squareup.wire.schema.internal.SchemaEncoder;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import dev.loadstone.core.plan.GrpcStep.ProtoFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes descriptors of definitions. */
final class ProtoCompiler {
  private static final Map<String, FileDescriptor> BUILT_IN =
      Stream.of(
              AnyProto.getDescriptor(),
              ApiProto.getDescriptor(),
              DescriptorProtos.getDescriptor(),
              DurationProto.getDescriptor(),
              EmptyProto.getDescriptor(),
              FieldMaskProto.getDescriptor(),
              SourceContextProto.getDescriptor(),
              StructProto.getDescriptor(),
              TimestampProto.getDescriptor(),
              TypeProto.getDescriptor(),
              WrappersProto.getDescriptor())
          .collect(Collectors.toMap(FileDescriptor::getName, Function.identity()));

  private ProtoCompiler() {}

  /** Returns whether a file need not be given, because protobuf itself has it. */
  static boolean isBuiltIn(String name) {
    return BUILT_IN.containsKey(name);
  }

  /**
   * Returns the descriptor of a file, with those of all that it imports.
   *
   * @throws IllegalArgumentException saying what is wrong with the text of which file, where
   */
  static FileDescriptor compile(ProtoFiles files) {
    Map<String, ProtoFile> parsed = new LinkedHashMap<>();
    files.texts().forEach((name, text) -> parsed.put(name, parse(name, text)));
    ErrorCollector errors = new ErrorCollector();
    try {
      Schema schema = new Linker(new Texts(parsed), errors, true, true).link(parsed.values());
      SchemaEncoder encoder = new SchemaEncoder(schema);
      Map<String, FileDescriptorProto> protos = new HashMap<>();
      for (ProtoFile file : schema.getProtoFiles()) {
        String name = file.getLocation().getPath();
        if (parsed.containsKey(name)) {
          protos.put(name, FileDescriptorProto.parseFrom(encoder.encode(file).toByteArray()));
        }
      }
      return link(files.main(), protos, name -> "no file " + name);
    } catch (SchemaException wrong) {
      throw new IllegalArgumentException(firstLine(wrong), wrong);
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalArgumentException(
          files.main() + " cannot be compiled: " + broken.getMessage(), broken);
    }
  }

  private static ProtoFile parse(String name, String text) {
    try {
      return ProtoFile.Companion.get(ProtoParser.Companion.parse(Location.get(name), text));
    } catch (IllegalStateException | IllegalArgumentException wrong) {
      throw new IllegalArgumentException(firstLine(wrong), wrong);
    }
  }

  private static String firstLine(RuntimeException wrong) {
    String text = String.valueOf(wrong.getMessage()).strip();
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .limit(3)
        .collect(Collectors.joining(" "));
  }

  /** Gives what is imported. */
  private record Texts(Map<String, ProtoFile> parsed) implements Loader {
    @Override
    public ProtoFile load(String name) {
      ProtoFile known = parsed.get(name);
      return known == null ? parse(name, builtIn(name)) : known;
    }

    @Override
    public Loader withErrors(ErrorCollector errors) {
      return this;
    }

    private static String builtIn(String name) {
      try (InputStream text = ProtoCompiler.class.getClassLoader().getResourceAsStream(name)) {
        if (text == null) {
          throw new IllegalArgumentException(name + " is imported, but is nowhere");
        }
        return new String(text.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /**
   * Returns the descriptor of a file.
   *
   * @param protos it and all that it imports, by name; those of {@code google/protobuf} may be
   *     missing
   * @param missing says what is wrong if another one is
   * @throws IllegalArgumentException if the definitions contradict each other
   */
  static FileDescriptor link(
      String name, Map<String, FileDescriptorProto> protos, UnaryOperator<String> missing) {
    return new Files(protos, missing).link(name);
  }

  private static final class Files {
    private final Map<String, FileDescriptorProto> protos;
    private final UnaryOperator<String> missing;
    private final Map<String, FileDescriptor> linked = new HashMap<>();

    Files(Map<String, FileDescriptorProto> protos, UnaryOperator<String> missing) {
      this.protos = protos;
      this.missing = missing;
    }

    FileDescriptor link(String name) {
      FileDescriptor known = linked.get(name);
      if (known != null) {
        return known;
      }
      FileDescriptor builtIn = BUILT_IN.get(name);
      if (builtIn != null) {
        return builtIn;
      }
      FileDescriptorProto proto = protos.get(name);
      if (proto == null) {
        throw new IllegalArgumentException(missing.apply(name));
      }
      FileDescriptor[] imports =
          proto.getDependencyList().stream().map(this::link).toArray(FileDescriptor[]::new);
      try {
        FileDescriptor made = FileDescriptor.buildFrom(proto, imports);
        linked.put(name, made);
        return made;
      } catch (DescriptorValidationException wrong) {
        throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
      }
    }
  }
}
