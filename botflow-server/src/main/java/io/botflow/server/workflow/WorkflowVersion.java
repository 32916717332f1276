package io.botflow.server.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published version, which never changes.
 *
 * @param live whether new conversations run it
 * @param comment why it was published; null for not said
 * @param publishedBy who published it; null for a program of the server
 */
record WorkflowVersion(
    int number,
    boolean live,
    @Nullable String comment,
    @Nullable String publishedBy,
    Instant publishedAt) {}
