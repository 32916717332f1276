/** The test kit for flows and for embedders. */
@NullMarked
package io.botflow.testing;

import org.jspecify.annotations.NullMarked;
