/**
 * HTTP/1.1 as a load generator needs it: connections, a purpose-built response reader, checks and
 * extraction.
 *
 * <p>May depend on {@code value}, {@code json}, {@code stream}, {@code time} and Netty; knows
 * nothing of users, schedules and recordings.
 */
@NullMarked
package dev.loadstone.engine.http;

import org.jspecify.annotations.NullMarked;
