/** Workflows as their authors edit, publish and take them back. */
@NullMarked
package io.botflow.server.workflow;

import org.jspecify.annotations.NullMarked;
