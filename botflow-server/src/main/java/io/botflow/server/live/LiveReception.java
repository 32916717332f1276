package io.botflow.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.api.IdempotencyKeys;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.server.live.LiveLine.Place;
import io.botflow.spi.StoreUnavailable;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Takes what pages send. Frames of one page come one after the other; waits for the database. */
final class LiveReception {
  private static final int MOST_REFERENCE = 100;

  private final LiveHub hub;
  private final LiveEvents events;
  private final LiveContent content;
  private final LiveCallers callers;
  private final IdempotencyKeys once;

  @Inject
  LiveReception(
      LiveHub hub,
      LiveEvents events,
      LiveContent content,
      LiveCallers callers,
      IdempotencyKeys once) {
    this.hub = hub;
    this.events = events;
    this.content = content;
    this.callers = callers;
    this.once = once;
  }

  void take(LiveLine line, String text) {
    if (!line.mayGoOn()) {
      line.close(LiveGoodbye.TOO_MUCH);
      return;
    }
    LiveFrame frame = LiveFrame.read(text);
    if (frame == null) {
      line.close(LiveGoodbye.UNREADABLE);
      return;
    }
    try {
      Place place = line.place();
      if (place == null) {
        hello(line, frame);
      } else {
        take(line, place, frame);
      }
    } catch (StoreUnavailable e) {
      line.close(LiveGoodbye.BUSY);
    }
  }

  private void take(LiveLine line, Place place, LiveFrame frame) {
    switch (frame.event()) {
      case "auth" -> renew(line, place, frame);
      case "conversation:join" -> join(line, place, frame);
      case "conversation:leave" -> {
        UUID conversation = frame.uuid("conversationId");
        if (conversation != null) {
          line.leave(conversation);
        }
      }
      case "message:send" -> send(line, place, frame);
      case "typing:start" -> typing(line, place, frame, true);
      case "typing:stop" -> typing(line, place, frame, false);
      default -> line.close(LiveGoodbye.UNREADABLE);
    }
  }

  private void hello(LiveLine line, LiveFrame frame) {
    if (!frame.event().equals("hello")) {
      line.close(LiveGoodbye.UNREADABLE);
      return;
    }
    Place place = callers.recognize(frame.data().path("token").asText(""));
    if (place == null) {
      line.close(LiveGoodbye.UNAUTHENTICATED);
      return;
    }
    if (!callers.may(place, Permission.CONVERSATIONS_READ)) {
      line.close(LiveGoodbye.FORBIDDEN);
      return;
    }
    if (hub.isFull(place.id())) {
      line.close(LiveGoodbye.TOO_MUCH);
      return;
    }
    LiveEvents.Range range = events.watch(place.organization());
    JsonNode last = frame.data().path("last");
    boolean resumes =
        last.canConvertToLong()
            && last.asLong() >= range.since()
            && last.asLong() <= range.number();
    long from = resumes ? last.asLong() : range.number();
    List<UUID> joined =
        frame.uuids("joined").stream()
            .limit(LiveLimits.JOINED)
            .filter(each -> content.has(place.organization(), each))
            .toList();
    ObjectNode welcome = LiveFrame.object();
    welcome.put("last", from).put("resumed", resumes);
    ArrayNode restored = welcome.putArray("joined");
    joined.forEach(each -> restored.add(each.toString()));
    line.send(LiveFrame.of("welcome", welcome));
    line.begin(place, from, joined);
    if (!resumes && last.isNumber()) {
      line.reload(from);
    }
    for (UUID each : joined) {
      hub.looksAt(line, place.organization(), each);
    }
    hub.wake(place.organization());
  }

  private void renew(LiveLine line, Place before, LiveFrame frame) {
    Place place = callers.recognize(frame.data().path("token").asText(""));
    if (place == null
        || !place.id().equals(before.id())
        || !place.organization().equals(before.organization())) {
      line.close(LiveGoodbye.UNAUTHENTICATED);
      return;
    }
    line.renew(place);
    line.send(LiveFrame.of("auth:renewed", LiveFrame.object()));
    hub.wake(place.organization());
  }

  private void join(LiveLine line, Place place, LiveFrame frame) {
    UUID conversation = frame.uuid("conversationId");
    ObjectNode data = LiveFrame.object().put("conversationId", String.valueOf(conversation));
    if (conversation == null || !content.has(place.organization(), conversation)) {
      refuse(line, data, new Refusal(ErrorCode.NOT_FOUND));
    } else if (!line.join(conversation)) {
      refuse(line, data, new Refusal(ErrorCode.TOO_MANY_REQUESTS));
    } else {
      line.send(LiveFrame.of("conversation:joined", data));
      hub.looksAt(line, place.organization(), conversation);
    }
  }

  private void typing(LiveLine line, Place place, LiveFrame frame, boolean begins) {
    UUID conversation = frame.uuid("conversationId");
    if (line.hasJoined(conversation) && conversation != null) {
      events.typing(place.organization(), conversation, place.id(), begins);
      hub.wake(place.organization());
    }
  }

  /** Under the page's own reference, so that a page that heard no answer may send it again. */
  private void send(LiveLine line, Place place, LiveFrame frame) {
    String reference = frame.data().path("ref").asText("");
    ObjectNode data = LiveFrame.object().put("ref", reference);
    UUID conversation = frame.uuid("conversationId");
    JsonNode said = frame.data().path("content");
    try {
      if (reference.isEmpty()
          || reference.length() > MOST_REFERENCE
          || conversation == null
          || !said.isObject()) {
        throw new Refusal(ErrorCode.INVALID_BODY);
      }
      if (line.sentTo() == null || callers.recognize(place.token()) == null) {
        throw new Refusal(ErrorCode.UNAUTHENTICATED);
      }
      if (!callers.may(place, Permission.CONVERSATIONS_WRITE)) {
        throw new Refusal(ErrorCode.FORBIDDEN);
      }
      String key = "live " + reference;
      IdempotencyKeys.Kept kept =
          once.begin(place.id(), key, IdempotencyKeys.hash(conversation + " " + said));
      data.set("answer", kept == null ? say(place, conversation, said, key) : kept.json());
      line.send(LiveFrame.of("message:sent", data));
      hub.wake(place.organization());
    } catch (Refusal e) {
      refuse(line, data, e);
    }
  }

  private JsonNode say(Place place, UUID conversation, JsonNode said, String key) {
    try {
      JsonNode answer = content.send(place.caller(), place.organization(), conversation, said);
      once.keep(place.id(), key, 201, answer.toString());
      return answer;
    } catch (Refusal e) {
      once.forget(place.id(), key);
      throw e;
    }
  }

  private static void refuse(LiveLine line, ObjectNode data, Refusal refusal) {
    data.put("code", refusal.code().text()).put("title", refusal.code().title());
    ArrayNode places = data.putArray("problems");
    for (Problem.Place place : refusal.places()) {
      places.addObject().put("path", place.path()).put("message", place.message());
    }
    line.send(LiveFrame.of("error", data));
  }
}
