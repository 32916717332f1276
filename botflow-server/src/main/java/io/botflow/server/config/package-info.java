/** What the operator can set: typed records per concern, read and checked once at start. */
@NullMarked
package io.botflow.server.config;

import org.jspecify.annotations.NullMarked;
