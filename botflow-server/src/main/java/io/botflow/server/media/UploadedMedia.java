package io.botflow.server.media;

import io.botflow.message.ChannelAddress;
import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.api.FileBody;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.media.MediaKey;
import io.botflow.whatsapp.media.MediaScan;
import io.botflow.whatsapp.media.MediaTransfer;
import io.botflow.whatsapp.media.MediaTypes;
import io.botflow.whatsapp.media.MediaUpload;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Files that people of organisations send to customers. Thread-safe; calls block. */
public final class UploadedMedia {
  /** Bytes of one organisation. */
  private static final long MOST_BYTES = 5L * 1024 * 1024 * 1024;

  private static final String INSERT =
      """
      insert into media_uploads (org_id, id, storage_name, mime_type, size, filename)
      select :org, :id, :name, :type, :size, :filename
      where (select coalesce(sum(size), 0) from media_uploads where org_id = :org) + :size <= :most
      """;

  private static final String KEEP_ID =
      """
      insert into media_upload_ids (org_id, source_id, upload_id) values (:org, :source, :upload)
      on conflict (org_id, source_id) do update set upload_id = excluded.upload_id
      """;

  private final Transactions transactions;
  private final Fetchers fetchers;
  private final ReceivedMedia media;
  private final Accounts accounts;

  @Inject
  UploadedMedia(Databases databases, Fetchers fetchers, ReceivedMedia media, Accounts accounts) {
    this.transactions = databases.api();
    this.fetchers = fetchers;
    this.media = media;
    this.accounts = accounts;
  }

  /** A file that can be sent. */
  record UploadView(
      UUID id, String mimeType, @Nullable String filename, long size, Instant createdAt) {}

  /** An upload and where it is kept. */
  record Kept(UploadView view, MediaKey key) {}

  /** Keeps a file, if WhatsApp would take it and nobody finds malware in it. */
  UploadView keep(UUID organization, FileBody body, @Nullable String filename) {
    String type = MediaTypes.plain(body.type());
    try {
      Optional<String> problem = MediaTransfer.problem(body.file(), type);
      if (problem.isPresent()) {
        throw Refusal.of("", problem.get());
      }
      scan(body.file());
      MediaKey key = MediaKey.create(organization.toString());
      fetchers.storage().put(key, body.file(), type);
      UUID id = UUID.randomUUID();
      long size = Files.size(body.file());
      if (!insert(organization, id, key, type, size, filename)) {
        fetchers.storage().delete(key);
        throw new Refusal(
            ErrorCode.CONFLICT,
            List.of(new Problem.Place("", "5 GB of files are kept already; delete some")));
      }
      return find(organization, id)
          .map(Kept::view)
          .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void scan(Path file) {
    switch (fetchers.scan().scan(file)) {
      case MediaScan.Verdict.Clean ignored -> {}
      case MediaScan.Verdict.Infected infected ->
          throw Refusal.of("", "is malware: " + infected.name());
      case MediaScan.Verdict.Failed ignored -> throw new Refusal(ErrorCode.BUSY);
    }
  }

  private boolean insert(
      UUID organization, UUID id, MediaKey key, String type, long size, @Nullable String filename) {
    return transactions.in(
            organization,
            handle ->
                handle
                    .createUpdate(INSERT)
                    .bind("org", organization)
                    .bind("id", id)
                    .bind("name", key.name())
                    .bind("type", type)
                    .bind("size", size)
                    .bind("filename", filename)
                    .bind("most", MOST_BYTES)
                    .execute())
        == 1;
  }

  Optional<Kept> find(UUID organization, UUID id) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery("select * from media_uploads where org_id = :org and id = :id")
                .bind("org", organization)
                .bind("id", id)
                .map((row, context) -> kept(organization, row))
                .findOne());
  }

  private static Kept kept(UUID organization, ResultSet row) throws SQLException {
    return new Kept(
        new UploadView(
            Objects.requireNonNull(row.getObject("id", UUID.class)),
            row.getString("mime_type"),
            row.getString("filename"),
            row.getLong("size"),
            row.getObject("created_at", OffsetDateTime.class).toInstant()),
        new MediaKey(organization.toString(), row.getString("storage_name")));
  }

  /** Takes an upload away with its file; what was sent stays with the customers. */
  void delete(UUID organization, Kept kept) {
    fetchers.storage().delete(kept.key());
    transactions.in(
        organization,
        handle ->
            handle
                .createUpdate("delete from media_uploads where org_id = :org and id = :id")
                .bind("org", organization)
                .bind("id", kept.view().id())
                .execute());
  }

  /** What the channel calls an upload in a message. */
  public record Named(String sourceId, String mimeType, @Nullable String filename) {}

  /**
   * Has the network of a number keep an upload, so that a message can name it.
   *
   * @throws Refusal where that cannot be, with what to do
   */
  public Named atNetwork(UUID organization, ChannelAddress from, UUID upload) {
    Kept kept =
        find(organization, upload)
            .orElseThrow(() -> Refusal.of("/media/uploadId", "is no upload of this organisation"));
    Account account = accounts.byAddress(from.account());
    if (!from.channel().equals("whatsapp") || account == null) {
      throw Refusal.of("/media/uploadId", "goes over WhatsApp alone; give an address as url");
    }
    UploadView view = kept.view();
    String name = view.filename() == null ? "file" : view.filename();
    Path file = null;
    try {
      file = copied(kept);
      return switch (media.upload(account, file, view.mimeType(), name)) {
        case MediaUpload.Uploaded uploaded -> {
          remember(organization, uploaded.id(), view.id());
          yield new Named(uploaded.id(), view.mimeType(), view.filename());
        }
        case MediaUpload.Invalid invalid -> throw Refusal.of("/media/uploadId", invalid.text());
        case MediaUpload.Refused refused ->
            throw because(ErrorCode.NETWORK_REFUSED, refused.error().toString());
        case MediaUpload.Later later -> throw because(ErrorCode.NETWORK_UNAVAILABLE, later.why());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      discard(file);
    }
  }

  private Path copied(Kept kept) throws IOException {
    try (InputStream in =
        fetchers.storage().get(kept.key()).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND))) {
      Path file = Files.createTempFile("botflow-upload", null);
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    }
  }

  private static void discard(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(UUID organization, String source, UUID upload) {
    transactions.in(
        organization,
        handle ->
            handle
                .createUpdate(KEEP_ID)
                .bind("org", organization)
                .bind("source", source)
                .bind("upload", upload)
                .execute());
  }

  private static Refusal because(ErrorCode code, String why) {
    return new Refusal(code, List.of(new Problem.Place("/media/uploadId", why)));
  }
}
