/** The front door of the BotFlow runtime. */
@NullMarked
package io.botflow;

import org.jspecify.annotations.NullMarked;
