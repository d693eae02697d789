package com.example;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind;
import dev.loadstone.core.step.StepResult;
import dev.loadstone.core.step.Types;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The step {@code append: FILE}: appends so many bytes to a file and waits until they are on the
 * disk, as a database does with its log.
 */
public final class AppendKind implements StepKind {
  private static final int BYTES_MAX = 1_000_000;

  @Override
  public String name() {
    return "append";
  }

  @Override
  public Shape shape() {
    return Shape.of("append")
        .requiring("append", Types.TEXT, "The file.")
        .with("bytes", Types.countUpTo(BYTES_MAX), "How many bytes; 4096 if left out.");
  }

  @Override
  public void check(StepArguments arguments) {
    if (arguments.text("append").filter(file -> !file.isBlank()).isEmpty()) {
      throw new InvalidArgumentException(
          "append", "must name a file", "Write append: /tmp/journal.");
    }
  }

  @Override
  public StepClient open(Opening opening) {
    return new StepClient() {
      @Override
      public StepResult call(StepCall call) throws Exception {
        return append(
            Path.of(call.arguments().text("append").orElseThrow()),
            call.arguments().integer("bytes").orElse(4_096));
      }

      @Override
      public void close() {
        // Nothing is kept open between calls.
      }
    };
  }

  private static StepResult append(Path file, int bytes) throws StepException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      channel.write(ByteBuffer.allocate(bytes));
      channel.force(false);
      return new StepResult(Map.of("size", channel.size()), bytes, 0);
    } catch (IOException failed) {
      throw new StepException(ErrorClass.SERVER_ERROR, failed.toString());
    }
  }
}
