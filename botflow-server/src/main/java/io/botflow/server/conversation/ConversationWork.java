package io.botflow.server.conversation;

import io.botflow.BotFlow;
import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.server.api.Call;
import io.botflow.server.api.Caller;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.live.LiveEvents;
import io.botflow.spi.FlowVersion;
import io.botflow.spi.Intervention;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.JdbcFlowSource;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What people do with conversations besides writing to customers. */
final class ConversationWork {
  private static final String VERSION =
      """
      select coalesce(
        case when c.session ->> 'status' <> 'ENDED' then c.session #>> '{frames,-1,version}' end,
        p.version_id::text)
      from conversations c
      left join bots b on b.org_id = c.org_id and b.id = c.bot_id
      left join workflow_publications p on p.org_id = b.org_id
        and p.workflow_id = b.main_workflow_id
      where c.org_id = :org and c.id = :id
      """;

  private final Transactions transactions;
  private final ConversationList list;
  private final BotFlow bots;
  private final JdbcFlowSource flows;

  @Inject
  ConversationWork(Databases databases, ConversationList list, BotFlow bots, JdbcFlowSource flows) {
    this.flows = flows;
    this.transactions = databases.api();
    this.list = list;
    this.bots = bots;
  }

  ConversationView change(Call call, UUID id, ConversationChange change) {
    UUID organization = call.organization();
    return transactions.in(
        organization,
        handle -> {
          lock(handle, organization, id);
          call.expectSeen(list.one(handle, organization, id));
          change(handle, call, id, change);
          LiveEvents.changed(handle, organization, id);
          return list.one(handle, organization, id);
        });
  }

  private static void change(Handle handle, Call call, UUID id, ConversationChange change) {
    UUID organization = call.organization();
    if (change.assignee() != null) {
      assign(handle, organization, id, assignee(handle, call, change.assignee()));
    }
    if (change.labels() != null) {
      Labels.set(handle, organization, id, change.labels());
    }
    if (change.snooze() != null) {
      snooze(handle, organization, id, !change.snooze().equals("none"), change.time());
    }
    if (change.unread() != null) {
      handle
          .createUpdate(
              """
              update inbox_items set unread = case when :unread then greatest(unread, 1) else 0 end
              where org_id = :org and conversation_id = :id
              """)
          .bind("org", organization)
          .bind("id", id)
          .bind("unread", change.unread())
          .execute();
    }
  }

  /** The conversation first, as whoever writes to it does. */
  private static void lock(Handle handle, UUID organization, UUID id) {
    boolean known =
        handle
            .createQuery(
                "select id from conversations where org_id = :org and id = :id for no key update")
            .bind("org", organization)
            .bind("id", id)
            .mapTo(UUID.class)
            .findOne()
            .isPresent();
    if (!known) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }

  /** Whom a word of a request means; null for nobody. */
  static @Nullable UUID assignee(Handle handle, Call call, String word) {
    if (word.equals("none")) {
      return null;
    }
    UUID who = word.equals("me") ? call.person().id() : UUID.fromString(word);
    boolean answers =
        handle
            .createQuery(
                """
                select exists (select from memberships
                  where org_id = :org and user_id = :user and role <> 'viewer')
                """)
            .bind("org", call.organization())
            .bind("user", who)
            .mapTo(Boolean.class)
            .one();
    if (!answers && !word.equals("me")) {
      throw Refusal.of("/assignee", "is no member who answers customers");
    }
    return who;
  }

  private static void assign(Handle handle, UUID organization, UUID id, @Nullable UUID assignee) {
    for (String row :
        List.of(
            "conversations set assigned_to = :who::uuid where org_id = :org and id = :id",
            "inbox_items set assigned_to = :who::uuid where org_id = :org and conversation_id = :id")) {
      handle
          .createUpdate("update " + row)
          .bind("org", organization)
          .bind("id", id)
          .bindByType("who", assignee, UUID.class)
          .execute();
    }
  }

  private static void snooze(
      Handle handle, UUID organization, UUID id, boolean snoozed, @Nullable Instant until) {
    handle
        .createUpdate(
            """
            update inbox_items set status = case when :snoozed then 1 when status = 1 then 0
              else status end, snoozed_until = :until::timestamptz
            where org_id = :org and conversation_id = :id
            """)
        .bind("org", organization)
        .bind("id", id)
        .bind("snoozed", snoozed)
        .bindByType("until", until, Instant.class)
        .execute();
  }

  /** The one who calls answers from now on. */
  ConversationView takeOver(Call call, UUID id, @Nullable Duration returnAfter) {
    UUID person = call.caller() instanceof Caller.Person known ? known.id() : null;
    return intervene(
        call,
        id,
        new Intervention(Owner.PERSON, name(call.caller()), person, List.of(), returnAfter));
  }

  /** It waits for whoever takes it from now on. */
  ConversationView toQueue(Call call, UUID id) {
    return intervene(call, id, Intervention.toQueue(name(call.caller())));
  }

  private ConversationView intervene(Call call, UUID id, Intervention what) {
    if (bots.intervene(call.organization(), id, what) == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return list.one(call.organization(), id);
  }

  /**
   * The bot answers again, a moment later, after what the conversation has to do before.
   *
   * @param node where it goes on, or null for the way that the flow says
   */
  ConversationView giveBack(Call call, UUID id, @Nullable String node) {
    if (node != null) {
      expectNode(call.organization(), id, node);
    }
    return told(call, id, new Input.GiveBack(name(call.caller()), node), null);
  }

  /** The bot goes on in the version that the conversation is in, else in the one that is live. */
  private void expectNode(UUID organization, UUID id, String node) {
    Optional<String> version =
        transactions.in(
            organization,
            handle -> {
              lock(handle, organization, id);
              return handle
                  .createQuery(VERSION)
                  .bind("org", organization)
                  .bind("id", id)
                  .mapTo(String.class)
                  .findOne();
            });
    FlowVersion flow = flows.version(organization, version.orElse(null));
    boolean there =
        flow != null && flow.flow().nodes().stream().anyMatch(each -> each.id().equals(node));
    if (!there) {
      throw Refusal.of("/node", "is no step of the flow that this conversation is in");
    }
  }

  /** The conversation is done: the bot begins anew when the customer writes. */
  ConversationView resolve(Call call, UUID id) {
    return told(call, id, new Input.Resolve(name(call.caller())), 2);
  }

  private ConversationView told(Call call, UUID id, Input input, @Nullable Integer status) {
    UUID organization = call.organization();
    if (!bots.input(organization, id, input)) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    if (status != null) {
      status(organization, id, status);
    }
    return list.one(organization, id);
  }

  /** It is to be looked at again; who answers stays as it is. */
  ConversationView reopen(Call call, UUID id) {
    status(call.organization(), id, 0);
    return list.one(call.organization(), id);
  }

  private void status(UUID organization, UUID id, int status) {
    int known =
        transactions.in(
            organization,
            handle -> {
              int changed =
                  handle
                      .createUpdate(
                          """
                          update inbox_items set status = :status, snoozed_until = null
                          where org_id = :org and conversation_id = :id
                          """)
                      .bind("org", organization)
                      .bind("id", id)
                      .bind("status", status)
                      .execute();
              LiveEvents.changed(handle, organization, id);
              return changed;
            });
    if (known == 0) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }

  /** Who calls, as the history names it. */
  static String name(Caller caller) {
    return switch (caller) {
      case Caller.Nobody ignored -> throw new Refusal(ErrorCode.UNAUTHENTICATED);
      case Caller.Person person -> person.name();
      case Caller.Program program -> program.name();
    };
  }
}
