/** The flow document as authored. */
@NullMarked
package io.botflow.flow;

import org.jspecify.annotations.NullMarked;
