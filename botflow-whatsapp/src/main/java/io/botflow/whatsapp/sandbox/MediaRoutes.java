package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.whatsapp.MediaLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Uploading media, asking for a link, following it, deleting. */
final class MediaRoutes {
  /** What the path of every link begins with, at Meta and at 360dialog. */
  static final List<String> ATTACHMENTS = List.of("whatsapp_business", "attachments");

  private final SandboxNetwork network;
  private final String baseUrl;
  private final MediaErrors errors;

  MediaRoutes(SandboxNetwork network, String baseUrl) {
    this.network = network;
    this.baseUrl = baseUrl;
    this.errors = new MediaErrors(network.clock());
  }

  Reply upload(Request request) {
    Optional<Map<String, Multipart.Part>> read =
        Multipart.read(request.header("Content-Type"), request.body());
    if (read.isEmpty()) {
      return Reply.refusal(GraphRefusal.unexpected("the body must be multipart/form-data."));
    }
    Map<String, Multipart.Part> parts = read.get();
    Multipart.Part product = parts.get("messaging_product");
    Multipart.Part file = parts.get("file");
    if (product == null || !product.text().equals("whatsapp")) {
      return Reply.refusal(GraphRefusal.unexpected("The parameter messaging_product is required."));
    }
    if (file == null) {
      return Reply.refusal(GraphRefusal.unexpected("The parameter file is required."));
    }
    Multipart.Part type = parts.get("type");
    String mimeType =
        type != null ? type.text() : file.contentType() == null ? "" : file.contentType();
    OptionalLong max = MediaLimits.maxBytes(mimeType);
    if (max.isEmpty()) {
      return Reply.refusal(
          GraphRefusal.unexpected("Param file must be a file of a supported type: " + mimeType));
    }
    if (file.bytes().length > max.getAsLong()) {
      return Reply.refusal(
          GraphRefusal.unexpected("Param file must be at most " + max.getAsLong() + " bytes."));
    }
    MediaShelf.Item item = network.media().put(file.bytes(), mimeType, MediaShelf.UPLOAD_LIFE);
    return Reply.json(200, JsonNodeFactory.instance.objectNode().put("id", item.id()));
  }

  /** {@code GET} and {@code DELETE} of a media id at Meta. */
  Reply object(Request request, String id) {
    return object(request, id, baseUrl);
  }

  /** The same at 360dialog, whose answers name Meta's host: the caller has to replace it. */
  Reply objectOf360Dialog(Request request, String id, SandboxNumber number) {
    if (errors.isBlocked(number.phoneNumberId())) {
      return blocked();
    }
    Reply reply = object(request, id, "https://lookaside.fbsbx.com");
    if (network.media().item(id).isEmpty() && request.is("GET")) {
      errors.count(number.phoneNumberId());
    }
    return reply;
  }

  private Reply object(Request request, String id, String host) {
    Optional<MediaShelf.Item> item = network.media().item(id);
    if (item.isEmpty()) {
      return Reply.refusal(GraphRefusal.unknownObject(id));
    }
    if (request.is("DELETE")) {
      network.media().remove(id);
      return Reply.success();
    }
    String link = "?mid=" + id + "&ext=1&hash=" + network.media().link(item.get());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .put("url", host + "/" + String.join("/", ATTACHMENTS) + "/" + link)
        .put("mime_type", item.get().mimeType())
        .put("sha256", item.get().sha256())
        .put("file_size", item.get().bytes().length)
        .put("id", id)
        .put("messaging_product", "whatsapp");
    return Reply.json(200, answer);
  }

  /** Follows a link; it needs the token, and it ends after five minutes. */
  Reply download(Request request) {
    Optional<SandboxNumber> number =
        network.numbers().stream()
            .filter(one -> one.accessToken() == null || one.accessToken().equals(request.token()))
            .findFirst();
    if (number.isEmpty()) {
      return Reply.text(401, "text/plain", "Unauthorized");
    }
    boolean counted = request.header("D360-API-KEY") != null;
    if (counted && errors.isBlocked(number.get().phoneNumberId())) {
      return blocked();
    }
    Optional<MediaShelf.Item> item =
        network.media().follow(request.query().getOrDefault("hash", ""));
    if (item.isEmpty() && counted) {
      errors.count(number.get().phoneNumberId());
    }
    return item.<Reply>map(found -> new Reply.Content(200, found.mimeType(), found.bytes()))
        .orElseGet(() -> Reply.text(404, "text/plain", "URL expired or unknown"));
  }

  private static Reply blocked() {
    return Reply.text(
        403, "application/json", "{\"meta\":{\"developer_message\":\"Endpoint blocked\"}}");
  }
}
