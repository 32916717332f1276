package io.botflow.server.media;

import io.botflow.server.account.Account;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.WhatsAppAccount;
import io.botflow.whatsapp.media.MediaKey;
import io.botflow.whatsapp.media.MediaUpload;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Media of conversations: what people sent, and what is sent to them. Thread-safe; calls block. */
public final class ReceivedMedia {
  private final Transactions transactions;
  private final Fetchers fetchers;

  @Inject
  ReceivedMedia(Databases databases, Fetchers fetchers) {
    this.transactions = databases.api();
    this.fetchers = fetchers;
  }

  /** How far a medium came. */
  public enum State {
    /** It is fetched soon, or again. */
    WAITING,
    /** It can be read. */
    STORED,
    /** It was malware, and is not kept. */
    INFECTED,
    /** It cannot be had. */
    UNAVAILABLE
  }

  /**
   * A medium that a person sent.
   *
   * @param filename as the person called it, for people only; null where nobody did
   * @param key where it is stored, else null
   * @param mimeType what it is to be served as, where it is stored, else null
   * @param size in bytes, 0 where it is not stored
   * @param why why it is not stored, or null
   */
  public record Medium(
      UUID id,
      State state,
      @Nullable String filename,
      @Nullable MediaKey key,
      @Nullable String mimeType,
      long size,
      @Nullable String why) {}

  /**
   * The media of a message.
   *
   * @param channel the account's id of ours that it came to
   * @param messageId the channel's id of the message
   */
  public List<Medium> of(UUID organization, UUID channel, String messageId) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select * from inbound_media
                    where org_id = :org and channel_id = :channel and message_id = :message
                    order by received_at, id
                    """)
                .bind("org", organization)
                .bind("channel", channel)
                .bind("message", messageId)
                .map((row, context) -> medium(organization, row))
                .list());
  }

  /** One medium; empty where there is none. */
  Optional<Medium> find(UUID organization, UUID id) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery("select * from inbound_media where org_id = :org and id = :id")
                .bind("org", organization)
                .bind("id", id)
                .map((row, context) -> medium(organization, row))
                .findOne());
  }

  private static Medium medium(UUID organization, ResultSet row) throws SQLException {
    String name = row.getString("storage_name");
    return new Medium(
        row.getObject("id", UUID.class),
        State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
        row.getString("filename"),
        name == null ? null : new MediaKey(organization.toString(), name),
        row.getString("mime_type"),
        row.getLong("size"),
        row.getString("why"));
  }

  /**
   * Takes media away for good, with their files.
   *
   * @throws io.botflow.whatsapp.media.MediaStorageUnavailable where a file cannot be reached: what
   *     was not taken away is there as before
   */
  public void erase(UUID organization, List<UUID> ids) {
    for (UUID id : ids) {
      transactions
          .in(
              organization,
              handle ->
                  handle
                      .createQuery(
                          """
                          select storage_name from inbound_media
                          where org_id = :org and id = :id and storage_name is not null
                          """)
                      .bind("org", organization)
                      .bind("id", id)
                      .mapTo(String.class)
                      .findOne())
          .ifPresent(
              name -> fetchers.storage().delete(new MediaKey(organization.toString(), name)));
      transactions.in(
          organization,
          handle ->
              handle
                  .createUpdate("delete from inbound_media where org_id = :org and id = :id")
                  .bind("org", organization)
                  .bind("id", id)
                  .execute());
    }
  }

  /** The content of a stored medium, to be closed by who reads it; empty where there is none. */
  public Optional<InputStream> open(Medium medium) {
    return medium.key() == null ? Optional.empty() : fetchers.storage().get(medium.key());
  }

  /**
   * Has the network keep a file for messages of a number; the same content is uploaded once.
   *
   * @param account with a token
   */
  public MediaUpload upload(Account account, Path file, String mimeType, String filename) {
    Optional<WhatsAppAccount> speaking = account.sending();
    return speaking.isEmpty()
        ? new MediaUpload.Invalid("the number has no access token: connect it again")
        : fetchers.transfer().upload(speaking.get(), file, mimeType, filename);
  }
}
