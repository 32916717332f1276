/** The botflow command. */
@NullMarked
package io.botflow.cli;

import org.jspecify.annotations.NullMarked;
