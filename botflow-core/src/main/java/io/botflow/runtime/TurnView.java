package io.botflow.runtime;

import io.botflow.conversation.Input;
import io.botflow.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A turn that was committed, and the trace that explains it. */
public record TurnView(UUID id, Instant at, Input input, List<Event> events) {}
