/** Bots: what they are for, what they begin with, and whether they take new conversations. */
@NullMarked
package io.botflow.server.bot;

import org.jspecify.annotations.NullMarked;
