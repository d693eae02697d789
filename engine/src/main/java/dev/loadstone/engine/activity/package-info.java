/**
 * Operations that are more than one HTTP exchange: what protocols need to be run by virtual users
 * and recorded like any other operation.
 */
@NullMarked
package dev.loadstone.engine.activity;

import org.jspecify.annotations.NullMarked;
