package io.botflow.spi;

import io.botflow.conversation.Input;
import java.time.Instant;
import java.util.UUID;

/**
 * An input whose turn failed too often: nothing is lost, a person looks after the conversation, and
 * {@link Store#repeat} tries it again.
 *
 * @param turn the id of the turn that it would have been
 * @param problem what the last attempt ended with
 */
public record PutAside(
    UUID organization, UUID conversation, UUID turn, Input input, String problem, Instant at) {}
