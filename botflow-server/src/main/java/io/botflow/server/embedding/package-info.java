/** The embedding model in the process, shared by what compares texts. */
@NullMarked
package io.botflow.server.embedding;

import org.jspecify.annotations.NullMarked;
