package io.botflow.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.live.LiveEvents.Event;
import io.botflow.server.live.LiveEvents.Kind;
import io.botflow.server.live.LiveLine.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the pages of one organisation what happened since each was told last. What an event is
 * about is read once for all of them, as it looks now.
 */
final class LiveDelivery {
  private final LiveEvents events;
  private final LiveContent content;

  LiveDelivery(LiveEvents events, LiveContent content) {
    this.events = events;
    this.content = content;
  }

  /**
   * Tells what there is to tell; for one thread at a time of an organisation.
   *
   * @return whether the organisation's members changed
   */
  boolean deliver(UUID organization, List<LiveLine> lines) {
    boolean members = false;
    while (true) {
      long from = Long.MAX_VALUE;
      for (LiveLine line : lines) {
        Long sent = line.sentTo();
        from = sent == null ? from : Math.min(from, sent);
      }
      if (from == Long.MAX_VALUE) {
        return members;
      }
      List<Event> news = events.after(organization, from);
      if (news.isEmpty()) {
        return members;
      }
      long first = news.get(0).number();
      for (LiveLine line : lines) {
        Long sent = line.sentTo();
        if (sent != null && sent < first - 1) {
          line.reload(first - 1);
        }
      }
      members |= news.stream().anyMatch(event -> event.kind() == Kind.MEMBERS);
      tell(organization, lines, news);
    }
  }

  private void tell(UUID organization, List<LiveLine> lines, List<Event> news) {
    Map<UUID, Event> lastOfConversation = new HashMap<>();
    Map<UUID, List<UUID>> messages = new HashMap<>();
    for (Event event : news) {
      UUID conversation = event.conversation();
      if (conversation == null) {
        continue;
      }
      if (event.kind() == Kind.CONVERSATION) {
        lastOfConversation.put(conversation, event);
      } else if (event.kind() == Kind.MESSAGE
          && event.subject() != null
          && lines.stream().anyMatch(line -> line.hasJoined(conversation))) {
        messages.computeIfAbsent(conversation, each -> new ArrayList<>()).add(event.subject());
      }
    }
    Map<UUID, JsonNode> shown = new HashMap<>();
    messages.forEach((id, subjects) -> shown.putAll(content.messages(organization, id, subjects)));
    for (Event event : news) {
      LiveFrame frame =
          switch (event.kind()) {
            case MESSAGE -> framed("message:new", shown.get(event.subject()));
            case CONVERSATION ->
                // An earlier state of it is nothing to anybody.
                event.equals(lastOfConversation.get(event.conversation()))
                    ? framed(
                        "conversation:updated",
                        content.conversation(
                            organization, Objects.requireNonNull(event.conversation())))
                    : null;
            case TYPING -> event.isFresh() ? typing(event, true) : null;
            case TYPING_ENDED -> event.isFresh() ? typing(event, false) : null;
            case MEMBERS -> null;
          };
      for (LiveLine line : lines) {
        line.tell(event.number(), concerns(event, line) ? frame : null);
      }
    }
  }

  private static @Nullable LiveFrame framed(String name, @Nullable JsonNode data) {
    return data == null ? null : LiveFrame.of(name, data);
  }

  private static LiveFrame typing(Event event, boolean begins) {
    ObjectNode data = LiveFrame.object();
    data.put("conversationId", String.valueOf(event.conversation()))
        .put("userId", String.valueOf(event.subject()))
        .put("typing", begins);
    return LiveFrame.of("typing:indicator", data);
  }

  private static boolean concerns(Event event, LiveLine line) {
    Place place = line.place();
    return switch (event.kind()) {
      case CONVERSATION -> true;
      case MESSAGE -> line.hasJoined(event.conversation());
      case TYPING, TYPING_ENDED ->
          line.hasJoined(event.conversation())
              && place != null
              && !place.id().equals(event.subject());
      case MEMBERS -> false;
    };
  }
}
