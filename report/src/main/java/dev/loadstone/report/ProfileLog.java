package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.report.Json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code profiles.jsonl}. */
final class ProfileLog {
  private ProfileLog() {}

  /** Tells of all profiles; of none if there is no such file. */
  static void replay(Path file, RunObserver observer) throws IOException {
    try (LineFile lines = LineFile.open(file)) {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        try {
          observer.profiled(
              new TakenProfile(
                  ProfileJson.read(Json.MAPPER.readTree(line.get())), Map.of(), Map.of()));
        } catch (JsonProcessingException e) {
          throw lines.damaged("the line is no JSON: " + e.getOriginalMessage(), e);
        } catch (MalformedJsonException e) {
          throw lines.damaged(e.getMessage() + ".", e);
        }
      }
    }
  }
}
