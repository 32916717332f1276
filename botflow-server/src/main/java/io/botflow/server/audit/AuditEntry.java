package io.botflow.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that was done. */
record AuditEntry(
    UUID id,
    Instant at,
    String actorKind,
    @Nullable UUID actorId,
    String actorName,
    String action,
    @Nullable String target,
    String address,
    String program,
    JsonNode details) {}
