/** Secrets at rest, sealed for the one cell of the database in which they are kept. */
@NullMarked
package io.botflow.server.secret;

import org.jspecify.annotations.NullMarked;
