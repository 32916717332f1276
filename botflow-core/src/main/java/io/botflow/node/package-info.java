/** Node types: one file each, and what they are made of. */
@NullMarked
package io.botflow.node;

import org.jspecify.annotations.NullMarked;
