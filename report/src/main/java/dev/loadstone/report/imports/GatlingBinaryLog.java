package dev.loadstone.report.imports;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.record.Tags;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads {@code simulation.log} of Gatling 3.12 and later, which is binary. Numbers are big-endian.
 * A record begins with a byte that tells its kind: 0 run, 1 request, 2 user, 3 group, 4 error. A
 * text is its length in bytes and, unless that is 0, the bytes and one that tells the coding (0
 * Latin-1, 1 UTF-16). A text that comes again and again is written once, behind a number above 0,
 * and from then on is that number below 0. Times are milliseconds from the run's start.
 *
 * <p>Every field is checked, so that a version with another layout is refused rather than misread.
 *
 * <p><b>Source:</b> logs of Gatling 3.15.1; {@code io.gatling.core.stats.writer.RecordHeader} of
 * gatling/gatling.
 */
record GatlingBinaryLog() implements ForeignFormat {
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?\\S*");
  private static final int VERSION_MAX = 40;
  private static final int TEXT_MAX = 1 << 20;
  private static final int SCENARIOS_MAX = 10_000;

  @Override
  public Tool tool() {
    return Tool.GATLING;
  }

  @Override
  public String label() {
    return "simulation.log of 3.12 and later";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    ByteBuffer bytes = ByteBuffer.wrap(beginning.bytes());
    if (bytes.remaining() < 8 || bytes.get() != 0) {
      return false;
    }
    int length = bytes.getInt();
    if (length < 3 || length > VERSION_MAX || bytes.remaining() < length) {
      return false;
    }
    byte[] version = new byte[length];
    bytes.get(version);
    return VERSION.matcher(new String(version, StandardCharsets.ISO_8859_1)).matches();
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    SourceFile file = sources.file();
    Samples samples = new Samples(file);
    try (DataInputStream in = new DataInputStream(file.open())) {
      Log log = new Log(file, in, samples);
      String version = log.run();
      while (log.record()) {
        // each adds itself
      }
      return samples.run(Provenance.of(this, sources, version));
    }
  }

  /** A log that is being read. */
  private static final class Log {
    private final SourceFile file;
    private final DataInputStream in;
    private final Samples samples;
    private final Map<Integer, String> texts = new HashMap<>();
    private long startMillis;
    private long records;
    private int scenarios;

    Log(SourceFile file, DataInputStream in, Samples samples) {
      this.file = file;
      this.in = in;
      this.samples = samples;
    }

    /** Reads the first record, and returns Gatling's version. */
    String run() throws IOException {
      try {
        in.readByte();
        String version = text();
        text(); // the simulation
        startMillis = in.readLong();
        text(); // the description
        scenarios = within(in.readInt(), 0, SCENARIOS_MAX, "number of scenarios");
        for (int i = 0; i < scenarios; i++) {
          text();
        }
        int assertions = within(in.readInt(), 0, SCENARIOS_MAX, "number of assertions");
        for (int i = 0; i < assertions; i++) {
          in.skipNBytes(within(in.readInt(), 0, TEXT_MAX, "length of an assertion"));
        }
        records = 1;
        return version;
      } catch (EOFException e) {
        throw cut();
      }
    }

    /** Reads a record; returns false at the end. */
    boolean record() throws IOException {
      int kind = in.read();
      if (kind < 0) {
        return false;
      }
      records++;
      try {
        switch (kind) {
          case 1 -> request();
          case 2 -> user();
          case 3 -> group();
          case 4 -> {
            repeated();
            millis();
          }
          default -> throw wrong("kind of a record", kind);
        }
      } catch (EOFException e) {
        throw cut();
      }
      return true;
    }

    private void request() throws IOException {
      String name = GatlingTextLog.name(String.join(",", groups()), repeated());
      long start = millis();
      long end = millis();
      boolean ok = flag();
      String message = repeated();
      if (end < start) {
        throw wrong("end of a request before its start", end / Samples.MILLI);
      }
      if (ok) {
        samples.ok(name, start, end - start);
      } else {
        samples.failed(
            name, start, end - start, new Failure(FailureText.classOf(message), message));
      }
    }

    private void user() throws IOException {
      within(in.readInt(), 0, Math.max(0, scenarios - 1), "scenario");
      boolean starts = flag();
      samples.usersChange(millis(), starts ? 1 : -1);
    }

    private void group() throws IOException {
      String name = String.join(" / ", groups());
      long start = millis();
      long end = millis();
      in.readInt(); // response times in it, added up
      if (flag()) {
        samples.time(Measure.GROUP_TIME, Tags.of(Tag.GROUP, name), end, end - start);
      }
    }

    private List<String> groups() throws IOException {
      int count = within(in.readInt(), 0, 100, "number of groups");
      List<String> names = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        names.add(repeated());
      }
      return names;
    }

    private long millis() throws IOException {
      int offset = within(in.readInt(), 0, Integer.MAX_VALUE, "time");
      return (startMillis + offset) * Samples.MILLI;
    }

    private boolean flag() throws IOException {
      return within(in.readByte(), 0, 1, "flag") == 1;
    }

    /** Reads a text that is written once. */
    private String repeated() throws IOException {
      int number = in.readInt();
      if (number > 0) {
        String text = text();
        texts.put(number, text);
        return text;
      }
      String known = texts.get(-number);
      if (known == null) {
        throw wrong("number of a text", number);
      }
      return known;
    }

    private String text() throws IOException {
      int length = within(in.readInt(), 0, TEXT_MAX, "length of a text");
      if (length == 0) {
        return "";
      }
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw cut();
      }
      boolean wide = within(in.readByte(), 0, 1, "coding of a text") == 1;
      return new String(bytes, wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
    }

    private int within(int value, int least, int most, String what) {
      if (value < least || value > most) {
        throw wrong(what, value);
      }
      return value;
    }

    private InvalidInputException wrong(String what, long got) {
      return file.wrong(
          1,
          "record "
              + (records + 1)
              + " must be as Gatling 3.15 writes it, got as "
              + what
              + ": "
              + got,
          "Give simulation.log as Gatling wrote it, or of another version js/stats.json.");
    }

    private InvalidInputException cut() {
      return file.wrong(
          1,
          "must be whole, and ends within record " + (records + 1),
          "Give simulation.log after Gatling has ended.");
    }
  }
}
