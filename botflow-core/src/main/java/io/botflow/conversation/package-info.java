/** Who talks, where the conversation stands, and what a turn decided. */
@NullMarked
package io.botflow.conversation;

import org.jspecify.annotations.NullMarked;
