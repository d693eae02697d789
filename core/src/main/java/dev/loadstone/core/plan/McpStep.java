package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A request to a server of the Model Context Protocol over streamable HTTP, with its answer: one
 * operation. In the era of sessions each virtual user has one session for all of its steps with the
 * same target, path, headers and version.
 *
 * @param http name, target, path, headers of the plan, timeouts, checks, extractions and the rest
 *     of what any operation over HTTP has; its body is empty
 * @param version what is spoken
 * @param request what is asked
 * @param progress whether the server is asked to tell how far it is
 */
public record McpStep(Step.Http http, Version version, Request request, boolean progress)
    implements Step.Operation {
  /** The method that calls a tool. */
  public static final String TOOLS_CALL = "tools/call";

  /** A revision of the protocol, by its date. */
  public enum Version {
    /** The first one over streamable HTTP. */
    V2025_03_26(Era.SESSION),
    /** Requests name the version in a header from this one on. */
    V2025_06_18(Era.SESSION),
    /** The last one with sessions. */
    V2025_11_25(Era.SESSION),
    /** The first one without sessions. */
    V2026_07_28(Era.STATELESS);

    private final Era era;

    Version(Era era) {
      this.era = era;
    }

    /** Returns how requests belong together. */
    public Era era() {
      return era;
    }

    /** Returns how plans and servers spell it, for example {@code 2025-11-25}. */
    public String label() {
      return name().substring(1).replace('_', '-');
    }

    /** Returns how each of them is spelt. */
    public static List<String> labels() {
      return Arrays.stream(values()).map(Version::label).toList();
    }

    /** Returns the version that is spelt so. */
    public static Optional<Version> of(String label) {
      return Arrays.stream(values()).filter(version -> version.label().equals(label)).findFirst();
    }
  }

  /** How requests belong together. */
  public enum Era {
    /** A session is set up by {@code initialize}, and named by each request. */
    SESSION,
    /** Each request says everything about itself. */
    STATELESS
  }

  /**
   * What is asked.
   *
   * @param method of JSON-RPC, for example {@code tools/call}
   * @param name of what is asked for; empty if the method has none
   * @param members the text of the other members of {@code params} in JSON, without the braces; may
   *     be empty
   */
  public record Request(String method, Optional<Name> name, Template members) {
    /**
     * The name of a tool or prompt, or the URI of a resource.
     *
     * @param key under which it stands in {@code params}
     * @param text the name
     */
    public record Name(String key, Template text) {}

    /** Returns whether a tool is called. */
    public boolean isToolCall() {
      return method.equals(TOOLS_CALL);
    }

    /** Returns whether all pages of a list are wanted. */
    public boolean isList() {
      return method.endsWith("/list") && members.parts().isEmpty();
    }
  }

  @Override
  public String name() {
    return http.name();
  }

  @Override
  public Optional<Duration> slo() {
    return http.slo();
  }

  @Override
  public boolean continueOnFailure() {
    return http.continueOnFailure();
  }
}
