package io.botflow.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel charges for a message.
 *
 * @param category what it is charged as: {@code marketing}, {@code utility}, {@code
 *     authentication}, {@code service} ..., or null
 * @param type whether it is charged at all: {@code regular}, {@code free_customer_service} or
 *     {@code free_entry_point}, or null
 * @param model by which rules, {@code CBP} (by conversation) or {@code PMP} (by message), or null
 * @param freeUntil until when messages to this person are free since they came from an
 *     advertisement, or null
 */
public record Pricing(
    @Nullable String category,
    @Nullable String type,
    @Nullable String model,
    @Nullable Instant freeUntil) {}
