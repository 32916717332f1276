package io.botflow.ai.intent;

import org.jspecify.annotations.Nullable;

/**
 * What is looked at in a text.
 *
 * @param vector the encoder's; null without one
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; never compared or shown.
record Features(Ngrams words, float @Nullable [] vector) {}
