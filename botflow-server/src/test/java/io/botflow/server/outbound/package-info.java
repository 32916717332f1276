/** What the guarded client refuses and bounds, over real connections to this machine. */
@NullMarked
package io.botflow.server.outbound;

import org.jspecify.annotations.NullMarked;
