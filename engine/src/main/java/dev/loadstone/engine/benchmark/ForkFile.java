package dev.loadstone.engine.benchmark;

import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleLog;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The file by which a fork tells what it found; written and read by the same version only. */
final class ForkFile {
  private ForkFile() {}

  /** What a fork found. */
  record Content(SampleLog log, ResourceUse resources, String stopped) {}

  static void write(Path file, Content content) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeUTF(content.stopped);
      ResourceUse use = content.resources;
      for (double value :
          new double[] {
            use.heapBytes(),
            use.rssBytes(),
            use.allocatedBytesPerOperation(),
            use.cpuProcess(),
            use.cpuMachine()
          }) {
        out.writeDouble(value);
      }
      SampleLog log = content.log;
      out.writeInt(log.size());
      out.writeInt(log.warmUp());
      out.writeLong(log.endNanos());
      for (int i = 0; i < log.size(); i++) {
        out.writeLong(log.startNanos(i));
        out.writeDouble(log.seconds(i));
      }
      for (Map.Entry<String, Long> error : log.errors().entrySet()) {
        out.writeUTF(error.getKey());
        out.writeLong(error.getValue());
      }
    }
  }

  static Content read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      String stopped = in.readUTF();
      ResourceUse use =
          new ResourceUse(
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              List.of());
      int size = in.readInt();
      int warmUp = in.readInt();
      long end = in.readLong();
      long[] starts = new long[size];
      double[] seconds = new double[size];
      for (int i = 0; i < size; i++) {
        starts[i] = in.readLong();
        seconds[i] = in.readDouble();
      }
      List<String> errors = new ArrayList<>();
      while (in.available() > 0) {
        String error = in.readUTF();
        for (long count = in.readLong(); count > 0; count--) {
          errors.add(error);
        }
      }
      return new Content(log(starts, seconds, warmUp, end, errors), use, stopped);
    }
  }

  private static SampleLog log(
      long[] starts, double[] seconds, int warmUp, long end, List<String> errors) {
    SampleLog log = new SampleLog();
    int failed = 0;
    for (int i = 0; i < starts.length; i++) {
      if (i == warmUp) {
        log.warmUpEnds();
      }
      long until = i + 1 == starts.length ? end - starts[i] : 0;
      if (Double.isNaN(seconds[i])) {
        log.addFailed(starts[i], until, errors.get(failed++));
      } else {
        log.addMean(starts[i], until, seconds[i]);
      }
    }
    return log;
  }
}
