/** The runtime library as this server uses it. */
@NullMarked
package io.botflow.server.runtime;

import org.jspecify.annotations.NullMarked;
