package io.botflow.message;

import org.jspecify.annotations.Nullable;

/**
 * The advertisement or post from which a customer began to write (click to message).
 *
 * @param sourceId the advertisement's or post's id, or null
 * @param clickId the click's id for reporting back, or null
 * @param mediaType what the advertisement shows, {@code image} or {@code video}, or null
 * @param mediaUrl where its picture or film is, or null
 * @param thumbnailUrl where a small picture of its film is, or null
 * @param welcome the greeting that the advertisement showed in the chat, or null
 */
public record Referral(
    @Nullable String sourceUrl,
    @Nullable String sourceId,
    @Nullable String sourceType,
    @Nullable String headline,
    @Nullable String body,
    @Nullable String clickId,
    @Nullable String mediaType,
    @Nullable String mediaUrl,
    @Nullable String thumbnailUrl,
    @Nullable String welcome) {}
