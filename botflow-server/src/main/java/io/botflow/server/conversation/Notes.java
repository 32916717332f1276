package io.botflow.server.conversation;

import io.botflow.message.MessageContent;
import io.botflow.server.api.Call;
import io.botflow.server.api.Caller;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.live.LiveEvents;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Notes that stand among a conversation's messages and never leave. */
final class Notes {
  private final Transactions transactions;
  private final MessageList messages;

  @Inject
  Notes(Databases databases, MessageList messages) {
    this.transactions = databases.api();
    this.messages = messages;
  }

  MessageView write(Call call, UUID conversation, String text) {
    UUID organization = call.organization();
    UUID id =
        transactions.in(
            organization,
            handle -> {
              UUID written = write(handle, call, conversation, text);
              LiveEvents.said(handle, organization, conversation, written);
              return written;
            });
    return messages.some(organization, conversation, List.of(id)).get(0);
  }

  /** The first 48 bits of the id are the time, as of all messages. */
  private static UUID write(Handle handle, Call call, UUID conversation, String text) {
    UUID person = call.caller() instanceof Caller.Person known ? known.id() : null;
    return handle
        .createQuery(
            """
            insert into messages (org_id, conversation_id, id, channel_id, inbound, turn, sent_by,
              content, sent_at, author, author_name)
            select c.org_id, c.id,
              (substr(first_id(t.now)::text, 1, 14) || '8' || substr(gen_random_uuid()::text, 16))::uuid,
              c.channel_id, false, c.turns, 'note', :content::json, t.now, :author::uuid, :name
            from conversations c, (select clock_timestamp() as now) t
            where c.org_id = :org and c.id = :id
            returning id
            """)
        .bind("org", call.organization())
        .bind("id", conversation)
        .bind("content", ContentJson.write(new MessageContent.Text(text)))
        .bindByType("author", person, UUID.class)
        .bind("name", ConversationWork.name(call.caller()))
        .mapTo(UUID.class)
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }
}
