/**
 * Figures of organisations: what happened in conversations, what it cost, and where it got stuck.
 */
@NullMarked
package io.botflow.server.analytics;

import org.jspecify.annotations.NullMarked;
