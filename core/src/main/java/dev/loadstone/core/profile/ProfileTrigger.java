package dev.loadstone.core.profile;

/** What has a profile begin, other than a time. */
public enum ProfileTrigger {
  /** The beginning of the run; it then lasts as long as the run. */
  ALWAYS,
  /** The first second in which response times have jumped. */
  SLOWER,
  /** The first second in which many operations fail. */
  FAILING,
  /** The first miss of a threshold over a window. */
  MISSED,
  /** A person who asks while the run goes on; it may be taken several times. */
  ASKED
}
