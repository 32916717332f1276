/**
 * Texts as vectors: {@link io.botflow.ai.embedding.LocalEmbeddings} in the process, {@link
 * io.botflow.ai.embedding.OpenAiEmbeddings} by a server.
 */
@NullMarked
package io.botflow.ai.embedding;

import org.jspecify.annotations.NullMarked;
