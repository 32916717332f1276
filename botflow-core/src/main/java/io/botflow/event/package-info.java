/** What happened in a turn. */
@NullMarked
package io.botflow.event;

import org.jspecify.annotations.NullMarked;
