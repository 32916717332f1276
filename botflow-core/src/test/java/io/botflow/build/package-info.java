/**
 * Rules about the code that the build checks in every module; shared as botflow-core's test jar.
 */
@NullMarked
package io.botflow.build;

import org.jspecify.annotations.NullMarked;
