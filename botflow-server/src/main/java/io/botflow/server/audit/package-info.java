/** The record of who did what, when and from where. */
@NullMarked
package io.botflow.server.audit;

import org.jspecify.annotations.NullMarked;
