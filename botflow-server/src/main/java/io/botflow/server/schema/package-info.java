/** The JSON schema of flows, for editors. */
@NullMarked
package io.botflow.server.schema;

import org.jspecify.annotations.NullMarked;
