package dev.loadstone.core.plan.dsl;

import dev.loadstone.core.document.Fields;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileTrigger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** A profile of a process of this machine, taken while a run goes on. Immutable. */
public final class ProfileSpec {
  private final Keys keys;

  private ProfileSpec(Keys keys) {
    this.keys = keys;
  }

  /** Returns a profile of a Java virtual machine with an id. */
  public static ProfileSpec profile(long id) {
    return new ProfileSpec(Keys.NONE.with("jvm", id));
  }

  /**
   * Returns a profile of the Java virtual machine with a command line.
   *
   * @param pattern a regular expression that is found in it
   */
  public static ProfileSpec profile(String pattern) {
    return new ProfileSpec(Keys.NONE.with("jvm", pattern));
  }

  /** Returns a profile of the native code of a process with an id. */
  public static ProfileSpec nativeProfile(long id) {
    return new ProfileSpec(Keys.NONE.with("process", id));
  }

  /**
   * Returns a profile of the native code of the process with a command line.
   *
   * @param pattern a regular expression that is found in it
   */
  public static ProfileSpec nativeProfile(String pattern) {
    return new ProfileSpec(Keys.NONE.with("process", pattern));
  }

  /** Returns the profile of other events than processor time. */
  public ProfileSpec events(ProfileEvent... events) {
    return with("events", Arrays.stream(events).map(ProfileEvent::label).toList());
  }

  /** Returns the profile, taken at times from the start of the run. */
  public ProfileSpec at(Duration... times) {
    return with("at", Arrays.stream(times).map(Keys::text).toList());
  }

  /** Returns the profile, taken when something happens. */
  public ProfileSpec when(ProfileTrigger trigger) {
    return with("when", Fields.spelling(trigger));
  }

  /** Returns the profile, taken for so long each time. */
  public ProfileSpec over(Duration length) {
    return with("for", Keys.text(length));
  }

  /** Returns the profile with a name, by which its files are called. */
  public ProfileSpec name(String name) {
    return with("name", name);
  }

  private ProfileSpec with(String key, Object value) {
    return new ProfileSpec(keys.with(key, value));
  }

  Map<String, Object> values() {
    return keys.values();
  }
}
