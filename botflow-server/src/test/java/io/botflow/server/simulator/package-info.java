/** Tests of simulations. */
@NullMarked
package io.botflow.server.simulator;

import org.jspecify.annotations.NullMarked;
