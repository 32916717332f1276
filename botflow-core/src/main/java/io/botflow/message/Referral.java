package io.botflow.message;

import org.jspecify.annotations.Nullable;

/**
 * The advertisement or post from which a customer began to write (click-to-WhatsApp).
 *
 * @param sourceId the advertisement's or post's id, or null
 * @param clickId the click's id for reporting back (WhatsApp: ctwa_clid), or null
 */
public record Referral(
    @Nullable String sourceUrl,
    @Nullable String sourceId,
    @Nullable String sourceType,
    @Nullable String headline,
    @Nullable String body,
    @Nullable String clickId) {}
