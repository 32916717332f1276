/** Conversations as people see them and work on them: the inbox. */
@NullMarked
package io.botflow.server.conversation;

import org.jspecify.annotations.NullMarked;
