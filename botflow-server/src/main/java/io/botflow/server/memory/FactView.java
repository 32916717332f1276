package io.botflow.server.memory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is remembered of a customer.
 *
 * @param kind {@code fact} or {@code preference}
 * @param name what it is, such as {@code shoe size}
 * @param source {@code model} for what the model took out of a conversation, {@code person} for
 *     what somebody of the organisation wrote
 * @param conversationId where the customer said it; null where a person wrote it
 * @param messageId in which message
 * @param saidAt when
 */
record FactView(
    UUID id,
    String kind,
    String name,
    String value,
    String source,
    @Nullable UUID conversationId,
    @Nullable UUID messageId,
    @Nullable Instant saidAt,
    Instant updatedAt) {}
