/** Secrets at rest, and the keys that seal them. */
@NullMarked
package io.botflow.server.secret;

import org.jspecify.annotations.NullMarked;
