/**
 * What an organisation knows: articles in pieces, found by their words and by their meaning. {@link
 * io.botflow.ai.knowledge.InMemoryKnowledge} is the whole of it for an embedder.
 */
@NullMarked
package io.botflow.ai.knowledge;

import org.jspecify.annotations.NullMarked;
