/** Messages in another language. */
@NullMarked
package io.botflow.server.translation;

import org.jspecify.annotations.NullMarked;
