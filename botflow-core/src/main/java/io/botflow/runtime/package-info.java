/** The durable loops: inbox, conversations, outbox, timers. */
@NullMarked
package io.botflow.runtime;

import org.jspecify.annotations.NullMarked;
