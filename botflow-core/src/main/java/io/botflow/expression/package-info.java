/** The expression language of conditions and templates. */
@NullMarked
package io.botflow.expression;

import org.jspecify.annotations.NullMarked;
