/** BotFlow inside another program. */
@NullMarked
package io.botflow.examples.embedded;

import org.jspecify.annotations.NullMarked;
