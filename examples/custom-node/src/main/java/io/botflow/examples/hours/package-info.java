/** A partner's node type: one class, one line in META-INF/services. */
@NullMarked
package io.botflow.examples.hours;

import org.jspecify.annotations.NullMarked;
