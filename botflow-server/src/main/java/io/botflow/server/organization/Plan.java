package io.botflow.server.organization;

import org.jspecify.annotations.Nullable;

/** What an organisation may have; null is without limit. */
record Plan(
    String id,
    String name,
    @Nullable Integer maxMembers,
    @Nullable Integer maxBots,
    @Nullable Integer maxWorkflows,
    @Nullable Integer maxChannels,
    @Nullable Integer maxApiKeys,
    @Nullable Integer maxChildren,
    @Nullable Integer conversationsPerMonth,
    @Nullable Integer messagesPerMonth,
    int requestsPerMinute) {}
