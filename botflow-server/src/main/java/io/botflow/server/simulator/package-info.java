/** Conversations with drafts, for their authors: nothing is kept and nobody outside is asked. */
@NullMarked
package io.botflow.server.simulator;

import org.jspecify.annotations.NullMarked;
