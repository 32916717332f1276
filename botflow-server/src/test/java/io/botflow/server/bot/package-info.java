/** Tests of bots. */
@NullMarked
package io.botflow.server.bot;

import org.jspecify.annotations.NullMarked;
