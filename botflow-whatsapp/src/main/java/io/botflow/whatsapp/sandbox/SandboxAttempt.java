package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One body that arrived at {@code POST /messages} with a good token, accepted or not.
 *
 * @param phoneNumberId the business number that it was posted to
 * @param body the parsed body, a read mark included
 * @param problems what the message rules say against it; empty when the rules pass
 * @param accepted the accepted message; null for a read mark and for everything refused
 */
public record SandboxAttempt(
    String phoneNumberId,
    JsonNode body,
    List<GraphRefusal> problems,
    @Nullable SandboxMessage accepted) {}
