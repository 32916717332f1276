/** Translation of messages and of flows' texts. */
@NullMarked
package io.botflow.ai.translation;

import org.jspecify.annotations.NullMarked;
