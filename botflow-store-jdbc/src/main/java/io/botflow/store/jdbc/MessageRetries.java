package io.botflow.store.jdbc;

import java.util.UUID;

/**
 * Messages that a person has sent once more: one that failed, or one of which nobody knows whether
 * it went. It keeps its id, and leaves after what its conversation has to say before. Thread-safe.
 */
public final class MessageRetries {
  private final Transactions work;

  /** Retries in a database. */
  public MessageRetries(Databases databases) {
    this.work = databases.work();
  }

  /**
   * Has a message sent again.
   *
   * @return false where it neither failed nor is held
   */
  public boolean again(UUID organization, UUID conversation, UUID message) {
    return work.in(
        organization,
        handle -> {
          int held =
              handle
                  .createUpdate(
                      """
                      update outbox set state = 0, attempt = attempt + 1, doubts = 0, delay_ms = 0,
                        next_at = clock_timestamp(), epoch = (select epoch from system_epoch)
                      where id = :id and org_id = :org and conversation_id = :conversation
                        and state = 3
                      """)
                  .bind("id", message)
                  .bind("org", organization)
                  .bind("conversation", conversation)
                  .execute();
          return held > 0
              || handle
                      .createUpdate(AGAIN)
                      .bind("id", message)
                      .bind("org", organization)
                      .bind("conversation", conversation)
                      .execute()
                  > 0;
        });
  }

  /**
   * Attempts count on: an answer to an earlier one must not be taken for one to this, and what is
   * told late of a name that it had then must not either.
   */
  private static final String AGAIN =
      """
      with failed as (
        update deliveries set status = 0, error_code = null, status_at = clock_timestamp(),
          external_id = null, spent_external_ids = case when external_id is null
            then spent_external_ids else array_append(spent_external_ids, external_id) end
        where id = :id and org_id = :org and conversation_id = :conversation and status = 2
        returning id, channel_id, attempt),
      numbered as (
        update conversations set next_message = next_message + 1
        where org_id = :org and id = :conversation and exists (select from failed)
        returning next_message - 1 as number)
      insert into outbox (id, org_id, channel_id, conversation_id, number, resend, state, attempt,
        next_at, delay_ms, epoch, returned)
      select f.id, :org, f.channel_id, :conversation, n.number, false, 0,
        greatest(coalesce(f.attempt, 0), (select coalesce(max(a.attempt), 0) from send_attempts a
          where a.org_id = :org and a.message_id = :id)),
        clock_timestamp(), 0, (select epoch from system_epoch), true
      from failed f, numbered n
      on conflict do nothing
      """;
}
