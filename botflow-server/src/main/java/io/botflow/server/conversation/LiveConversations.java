package io.botflow.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.api.Caller;
import io.botflow.server.api.JsonBodies;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.live.LiveContent;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Conversations as open pages are told of them: as the routes show them. */
final class LiveConversations implements LiveContent {
  private final Transactions transactions;
  private final ConversationList list;
  private final MessageList messages;
  private final Replies replies;

  @Inject
  LiveConversations(
      Databases databases, ConversationList list, MessageList messages, Replies replies) {
    this.transactions = databases.api();
    this.list = list;
    this.messages = messages;
    this.replies = replies;
  }

  @Override
  public boolean has(UUID organization, UUID conversation) {
    return transactions.in(
        organization, handle -> MessageList.isConversation(handle, organization, conversation));
  }

  @Override
  public @Nullable JsonNode conversation(UUID organization, UUID conversation) {
    try {
      return JsonBodies.tree(list.one(organization, conversation));
    } catch (Refusal e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public Map<UUID, JsonNode> messages(UUID organization, UUID conversation, List<UUID> ids) {
    Map<UUID, JsonNode> shown = new HashMap<>();
    for (MessageView message : messages.some(organization, conversation, ids)) {
      shown.put(message.id(), JsonBodies.tree(message));
    }
    return shown;
  }

  @Override
  public Map<UUID, JsonNode> deliveries(UUID organization, UUID conversation) {
    Map<UUID, JsonNode> states = new HashMap<>();
    messages
        .deliveries(organization, conversation)
        .forEach((message, delivery) -> states.put(message, JsonBodies.tree(delivery)));
    return states;
  }

  @Override
  public JsonNode send(Caller caller, UUID organization, UUID conversation, JsonNode content) {
    NewMessage said = JsonBodies.read(content, NewMessage.class);
    return JsonBodies.tree(
        new MessageRoutes.SentMessages(replies.say(caller, organization, conversation, said)));
  }
}
