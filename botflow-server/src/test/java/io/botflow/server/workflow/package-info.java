/** Tests of workflows. */
@NullMarked
package io.botflow.server.workflow;

import org.jspecify.annotations.NullMarked;
