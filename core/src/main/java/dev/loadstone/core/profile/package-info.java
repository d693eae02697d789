/**
 * Profiles of what is under load: what it is asked for, what is made of the stacks that were
 * sampled, and what a result keeps of it. A profiler implements {@link
 * dev.loadstone.core.profile.Profiler} and names its class in {@code
 * META-INF/services/dev.loadstone.core.profile.Profiler}. Depends on the arguments of steps.
 */
@NullMarked
package dev.loadstone.core.profile;

import org.jspecify.annotations.NullMarked;
