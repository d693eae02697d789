/**
 * Responses that are streams of frames: how frames are told apart, what they mean, and when they
 * came.
 *
 * <p>May depend on {@code value}, {@code json} and {@code record}.
 */
@NullMarked
package dev.loadstone.engine.stream;

import org.jspecify.annotations.NullMarked;
