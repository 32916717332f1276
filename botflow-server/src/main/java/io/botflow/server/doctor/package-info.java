/** Looks at everything that a server needs, and says what to do about what is missing. */
@NullMarked
package io.botflow.server.doctor;

import org.jspecify.annotations.NullMarked;
