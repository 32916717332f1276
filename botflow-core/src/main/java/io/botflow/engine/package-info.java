/** Compiles flows and runs turns. */
@NullMarked
package io.botflow.engine;

import org.jspecify.annotations.NullMarked;
