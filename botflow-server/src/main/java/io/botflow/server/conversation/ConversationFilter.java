package io.botflow.server.conversation;

import io.botflow.server.api.Call;
import io.botflow.server.api.Caller;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations a list is to have; what is null says nothing.
 *
 * @param owner as in the tables
 * @param assigned to whom
 * @param unassigned only those of nobody
 * @param status as in the tables
 * @param search in names, numbers and messages
 */
record ConversationFilter(
    @Nullable Integer owner,
    @Nullable UUID assigned,
    boolean unassigned,
    @Nullable Integer status,
    @Nullable UUID label,
    @Nullable UUID bot,
    @Nullable UUID channel,
    @Nullable UUID contact,
    boolean unread,
    @Nullable String search) {
  static final List<String> PARAMETERS =
      List.of(
          "owner", "assigned", "status", "label", "bot", "channel", "contact", "unread", "search");

  private static final int MOST_SEARCHED = 100;

  static ConversationFilter of(Call call) {
    String assigned = call.parameter("assigned");
    boolean nobody = "none".equals(assigned);
    UUID who = null;
    if ("me".equals(assigned)) {
      who = call.caller() instanceof Caller.Person person ? person.id() : new UUID(0, 0);
    } else if (!nobody) {
      who = id(call, "assigned");
    }
    String search = call.parameter("search");
    if (search != null && (search.isBlank() || search.length() > MOST_SEARCHED)) {
      throw refused("search", "has to be from 1 to " + MOST_SEARCHED + " characters");
    }
    String unread = call.parameter("unread");
    if (unread != null && !unread.equals("true")) {
      throw refused("unread", "has to be true");
    }
    return new ConversationFilter(
        owner(call.parameter("owner")),
        who,
        nobody,
        status(call.parameter("status")),
        id(call, "label"),
        id(call, "bot"),
        id(call, "channel"),
        id(call, "contact"),
        unread != null,
        search);
  }

  private static @Nullable Integer owner(@Nullable String word) {
    if (word == null) {
      return null;
    }
    int number = Numbers.ofOwner(word);
    if (number < 0) {
      throw refused("owner", "has to be bot, queue or person");
    }
    return number;
  }

  private static @Nullable Integer status(@Nullable String word) {
    if (word == null) {
      return null;
    }
    int number = Numbers.ofStatus(word);
    if (number < 0) {
      throw refused("status", "has to be open, snoozed or resolved");
    }
    return number;
  }

  private static @Nullable UUID id(Call call, String name) {
    String text = call.parameter(name);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw refused(name, "has to be an id");
    }
  }

  private static Refusal refused(String parameter, String message) {
    return new Refusal(ErrorCode.INVALID_PARAMETER, List.of(new Problem.Place(parameter, message)));
  }
}
