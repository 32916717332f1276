package io.botflow.server.media;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.FileAnswer;
import io.botflow.server.api.FileBody;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.MediaLimits;
import io.botflow.whatsapp.media.MediaKey;
import io.botflow.whatsapp.media.MediaTypes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bytes of what customers sent and of what is sent to them. */
final class MediaRoutes implements RouteSource {
  private static final String ONE = "/api/media/{id}";
  private static final String NAME = "filename";
  private static final int MOST_NAME = 240;

  /** What browsers show without running anything of it. */
  private static final Set<String> SHOWN =
      Set.of(
          "image/jpeg",
          "image/png",
          "image/webp",
          "image/gif",
          "audio/aac",
          "audio/amr",
          "audio/mpeg",
          "audio/mp4",
          "audio/ogg",
          "video/mp4",
          "video/3gpp");

  private final ReceivedMedia received;
  private final UploadedMedia uploads;
  private final Fetchers fetchers;
  private final Transactions transactions;
  private final AuditLog audit;

  @Inject
  MediaRoutes(
      ReceivedMedia received,
      UploadedMedia uploads,
      Fetchers fetchers,
      Databases databases,
      AuditLog audit) {
    this.received = received;
    this.uploads = uploads;
    this.fetchers = fetchers;
    this.transactions = databases.api();
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.CONVERSATIONS_READ);
    return List.of(
        Route.post(
                "/api/media",
                new Access.Member(Permission.CONVERSATIONS_WRITE),
                "Keeps a file that is to be sent; the body is the file, its type the Content-Type.",
                this::upload)
            .takingFile((int) MediaLimits.DOCUMENT_BYTES)
            .withParameter(NAME)
            .creating(UploadedMedia.UploadView.class),
        Route.get(ONE, readers, "The bytes of a medium of a message, or of an upload.", this::read)
            .answering(FileAnswer.class),
        Route.delete(
            ONE,
            new Access.Member(Permission.CONTACTS_ERASE),
            "Takes a medium or an upload away for good; messages stay.",
            this::delete));
  }

  private Answer upload(Call call) {
    return Answer.created(
        uploads.keep(call.organization(), call.body(FileBody.class), name(call.parameter(NAME))));
  }

  private static @Nullable String name(@Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    boolean plain =
        given.length() <= MOST_NAME
            && given.chars().noneMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\');
    if (!plain) {
      throw new Refusal(
          ErrorCode.INVALID_PARAMETER,
          List.of(new Problem.Place(NAME, "has to be a name of at most 240 characters")));
    }
    return given.strip();
  }

  private Answer read(Call call) {
    UUID organization = call.organization();
    UUID id = call.id("id");
    Optional<ReceivedMedia.Medium> medium = received.find(organization, id);
    if (medium.isPresent()) {
      MediaKey key = medium.get().key();
      if (key == null) {
        throw new Refusal(ErrorCode.NOT_FOUND);
      }
      return file(key, medium.get().mimeType(), medium.get().size(), medium.get().filename());
    }
    UploadedMedia.Kept kept =
        uploads.find(organization, id).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    UploadedMedia.UploadView view = kept.view();
    return file(kept.key(), view.mimeType(), view.size(), view.filename());
  }

  private Answer file(
      MediaKey key, @Nullable String mimeType, long size, @Nullable String filename) {
    String type = MediaTypes.plain(mimeType == null ? MediaTypes.UNKNOWN : mimeType);
    boolean shown = SHOWN.contains(type);
    return Answer.ok(
        new FileAnswer(
            shown ? type : MediaTypes.UNKNOWN,
            size,
            shown,
            filename,
            first ->
                fetchers
                    .storage()
                    .get(key, first)
                    .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND))));
  }

  private Answer delete(Call call) {
    UUID organization = call.organization();
    UUID id = call.id("id");
    if (received.find(organization, id).isPresent()) {
      received.erase(organization, List.of(id));
    } else {
      uploads.delete(
          organization,
          uploads.find(organization, id).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND)));
    }
    transactions.<Boolean>in(
        organization,
        handle -> {
          audit.write(handle, organization, call, "media.deleted", id, Map.of());
          return true;
        });
    return Answer.done();
  }
}
