/** Whether the process lives and whether it can work. */
@NullMarked
package io.botflow.server.health;

import org.jspecify.annotations.NullMarked;
