package io.botflow.whatsapp.sandbox;

import io.botflow.whatsapp.pricing.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who wrote to whom when, and who came by an advertisement. Guarded by its monitor. */
final class ServiceWindows {
  /** Meta: an answer within 24 hours of a message from an advertisement begins the free time. */
  private static final Duration ENTRY_ANSWER = Duration.ofHours(24);

  private static final class State {
    private @Nullable Instant lastInbound;
    private @Nullable Instant entry;
    private @Nullable Instant entryReply;
  }

  private final Map<String, State> states;

  ServiceWindows(int people) {
    states =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
            return size() > people;
          }
        };
  }

  synchronized void inbound(
      String phoneNumberId, Person person, boolean byAdvertisement, Instant now) {
    State state = new State();
    for (String address : new String[] {person.waId(), person.userId()}) {
      if (address != null) {
        State known = states.get(phoneNumberId + ' ' + address);
        state = known == null ? state : known;
      }
    }
    state.lastInbound = now;
    if (byAdvertisement) {
      state.entry = now;
      state.entryReply = null;
    }
    for (String address : new String[] {person.waId(), person.userId()}) {
      if (address != null) {
        states.put(phoneNumberId + ' ' + address, state);
      }
    }
  }

  /** The windows of a person, after a message to them at {@code now}. */
  synchronized WindowState outbound(String phoneNumberId, String to, Instant now) {
    State state = states.get(phoneNumberId + ' ' + to);
    if (state == null) {
      return WindowState.NONE;
    }
    if (state.entry != null
        && state.entryReply == null
        && now.isBefore(state.entry.plus(ENTRY_ANSWER))) {
      state.entryReply = now;
    }
    return new WindowState(state.lastInbound, state.entryReply);
  }

  synchronized boolean isOpen(String phoneNumberId, String to, Instant now) {
    State state = states.get(phoneNumberId + ' ' + to);
    return state != null && WindowState.since(lastInbound(state)).isOpen(now);
  }

  private static Instant lastInbound(State state) {
    return state.lastInbound == null ? Instant.EPOCH : state.lastInbound;
  }
}
