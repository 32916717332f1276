/** Language models and what is built on them. */
@NullMarked
package io.botflow.ai;

import org.jspecify.annotations.NullMarked;
