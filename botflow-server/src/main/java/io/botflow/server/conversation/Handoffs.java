package io.botflow.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Frame;
import io.botflow.conversation.Session;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who had a conversation and when, and the steps that the bot can go on with. */
final class Handoffs {
  /** Of more than these nobody reads. */
  private static final int MOST = 100;

  /** Turns that are looked through for them, the last ones. */
  private static final int TURNS = 1_000;

  private static final String HISTORY =
      """
      select t.id, e.place, t.created_at, e.event::text as event
      from (select id, created_at, events from turns
        where org_id = :org and conversation_id = :id order by id desc limit :turns) t,
        json_array_elements(t.events) with ordinality as e (event, place)
      where e.event ->> 'event' in ('handed_off', 'taken_over', 'queued', 'given_back', 'ended')
      order by t.id desc, e.place desc limit :most
      """;

  /** The version that the session keeps; without a session, the one that the bot begins with. */
  private static final String DOCUMENT =
      """
      select v.document::text from workflow_versions v
      where v.org_id = :org and v.id::text = coalesce(:version, (
        select p.version_id::text from conversations c
        join bots b on b.org_id = c.org_id and b.id = c.bot_id
        join workflow_publications p on p.org_id = b.org_id and p.workflow_id = b.main_workflow_id
        where c.org_id = :org and c.id = :id))
      """;

  private final Transactions transactions;

  @Inject
  Handoffs(Databases databases) {
    this.transactions = databases.api();
  }

  /**
   * Somebody else has the conversation from then on.
   *
   * @param id its own within the conversation
   * @param kind {@code handed_off} by the flow, {@code taken_over}, {@code queued}, {@code
   *     given_back} or {@code ended}
   * @param by who did it; null of the flow; {@code timer} where a time ran out
   * @param node where the flow did it
   * @param reason why, in the flow's words
   */
  record HandoffView(
      String id,
      String kind,
      Instant at,
      @Nullable String by,
      @Nullable String node,
      @Nullable String reason) {}

  /** A step of a flow; the label is null where its author gave none. */
  record StepView(String id, String type, @Nullable String label) {}

  /** The last ones, the newest first. */
  List<HandoffView> history(UUID organization, UUID conversation) {
    return transactions.in(
        organization,
        handle -> {
          MessageList.expectConversation(handle, organization, conversation);
          return handle
              .createQuery(HISTORY)
              .bind("org", organization)
              .bind("id", conversation)
              .bind("turns", TURNS)
              .bind("most", MOST)
              .map(
                  (row, context) ->
                      view(
                          row.getString("id") + "-" + row.getInt("place"),
                          Objects.requireNonNull(ConversationRow.moment(row, "created_at")),
                          ContentJson.tree(row.getString("event"))))
              .list();
        });
  }

  private static HandoffView view(String id, Instant at, JsonNode event) {
    return new HandoffView(
        id,
        event.get("event").asText(),
        at,
        event.path("by").textValue(),
        event.path("node").textValue(),
        event.path("reason").textValue());
  }

  /** The steps of the flow that it is in, or would begin with; notes on the canvas are none. */
  List<StepView> steps(UUID organization, UUID conversation) {
    return transactions.in(organization, handle -> steps(handle, organization, conversation));
  }

  private static List<StepView> steps(Handle handle, UUID organization, UUID conversation) {
    List<StepView> steps = new ArrayList<>();
    for (JsonNode node :
        document(handle, organization, conversation).map(json -> json.path("nodes")).stream()
            .flatMap(JsonNode::valueStream)
            .toList()) {
      String type = node.path("type").asText();
      if (!type.equals("note")) {
        steps.add(new StepView(node.path("id").asText(), type, node.at("/data/label").textValue()));
      }
    }
    return steps;
  }

  private static Optional<JsonNode> document(Handle handle, UUID organization, UUID conversation) {
    String session =
        handle
            .createQuery(
                """
                select coalesce(session::text, '') from conversations
                where org_id = :org and id = :id
                """)
            .bind("org", organization)
            .bind("id", conversation)
            .mapTo(String.class)
            .findOne()
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    Frame frame = session.isEmpty() ? null : ContentJson.read(session, Session.class).current();
    return handle
        .createQuery(DOCUMENT)
        .bind("org", organization)
        .bind("id", conversation)
        .bindByType("version", frame == null ? null : frame.version(), String.class)
        .mapTo(String.class)
        .findOne()
        .map(ContentJson::tree);
  }

  /**
   * Checks where a conversation is to go on.
   *
   * @throws Refusal where its flow has no such step
   */
  void expectStep(UUID organization, UUID conversation, String node) {
    if (steps(organization, conversation).stream().noneMatch(step -> step.id().equals(node))) {
      throw Refusal.of("/node", "is no step of the flow that the conversation is in");
    }
  }
}
