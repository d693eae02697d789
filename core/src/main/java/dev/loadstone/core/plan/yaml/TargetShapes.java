package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.ValueTypes.DURATION;
import static dev.loadstone.core.plan.yaml.ValueTypes.TEXT;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Mapping;
import dev.loadstone.core.document.ValueType.Quantity;
import dev.loadstone.core.document.ValueType.Text;
import dev.loadstone.core.step.Types;
import java.util.List;

/** The shapes of targets. */
final class TargetShapes {
  /** The least and the most of a processor's time that a target can be limited to. */
  static final double PROCESSORS_MIN = 0.01;

  static final double PROCESSORS_MAX = 1_024;

  /** A URL, or those of several instances. */
  private static final ValueType PLACES = new AnyOf(List.of(TEXT, new ListOf(TEXT)));

  static final Shape TARGET =
      Shape.of("target")
          .requiring("url", PLACES, "Its base URL, or those of its instances.")
          .with("start", new Mapping("start"), "How it is started for the run.");

  static final Shape START =
      Shape.of("start")
          .requiring(
              "command",
              Types.TEXTS,
              "The program and its arguments, a list, or a line that is divided at blanks outside"
                  + " quotation marks; no shell is between.")
          .with("env", new MapOf(TEXT), "Environment variables besides those of Loadstone.")
          .with("directory", TEXT, "In which folder it runs; the plan's if left out.")
          .with(
              "cpu",
              new Quantity(false, PROCESSORS_MIN, PROCESSORS_MAX),
              "How many processors' time it may take; all of it if left out.")
          .with(
              "memory",
              new Text("", List.of("512MB", "2GiB")),
              "How much memory it may take; all of it if left out.")
          .with(
              "healthy",
              TEXT,
              "A path that it answers with a status from 200 to 299 once it can take load; if left"
                  + " out, that it takes a connection is enough.")
          .with("within", DURATION, "How long that may take; 30s if left out.")
          .with(
              "stop",
              DURATION,
              "How long it may take to end when it is told to, before it is killed; 10s if left"
                  + " out.");

  /** What stands behind a plan's key target. */
  static final ValueType TARGETS =
      new AnyOf(
          List.of(
              PLACES,
              new Mapping("target"),
              new MapOf(new AnyOf(List.of(PLACES, new Mapping("target"))))));

  private TargetShapes() {}
}
