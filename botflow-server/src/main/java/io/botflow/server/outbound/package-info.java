/** The one way in which what a tenant writes reaches the network: a guarded HTTP client. */
@NullMarked
package io.botflow.server.outbound;

import org.jspecify.annotations.NullMarked;
