package io.botflow.server.workflow;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workflow in a list.
 *
 * @param flowId its name in the documents of others that call it
 * @param main whether the bot begins with it
 * @param revision counts the saves of the draft
 * @param changed whether the draft is another than what is published
 * @param published what new conversations run; null before the first publication
 */
record WorkflowSummary(
    UUID id,
    UUID botId,
    String flowId,
    String name,
    boolean main,
    long revision,
    boolean changed,
    @Nullable WorkflowVersion published,
    Instant createdAt,
    Instant updatedAt) {}
