/** The multi-tenant server. */
@NullMarked
package io.botflow.server;

import org.jspecify.annotations.NullMarked;
