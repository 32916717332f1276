package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.whatsapp.MediaLimits;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Uploading media, asking for a link, following it, deleting. */
final class MediaRoutes {
  private final SandboxNetwork network;
  private final String baseUrl;

  MediaRoutes(SandboxNetwork network, String baseUrl) {
    this.network = network;
    this.baseUrl = baseUrl;
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
    MediaShelf.Item item = network.media().put(file.bytes(), mimeType);
    return Reply.json(200, JsonNodeFactory.instance.objectNode().put("id", item.id()));
  }

  /** {@code GET} and {@code DELETE} of a media id. */
  Reply object(Request request, String id) {
    Optional<MediaShelf.Item> item = network.media().item(id);
    if (item.isEmpty()) {
      return Reply.refusal(GraphRefusal.unknownObject(id));
    }
    if (request.is("DELETE")) {
      network.media().remove(id);
      return Reply.success();
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .put("url", baseUrl + "/media-download/" + network.media().link(item.get()))
        .put("mime_type", item.get().mimeType())
        .put("sha256", item.get().sha256())
        .put("file_size", item.get().bytes().length)
        .put("id", id)
        .put("messaging_product", "whatsapp");
    return Reply.json(200, answer);
  }

  /** Follows a link; it needs the token, and it ends after five minutes. */
  Reply download(Request request, String token) {
    boolean allowed =
        network.numbers().stream()
            .anyMatch(
                number ->
                    number.accessToken() == null || number.accessToken().equals(request.token()));
    if (!allowed) {
      return Reply.text(401, "text/plain", "Unauthorized");
    }
    return network
        .media()
        .follow(token)
        .<Reply>map(item -> new Reply.Content(200, item.mimeType(), item.bytes()))
        .orElseGet(() -> Reply.text(404, "text/plain", "URL expired or unknown"));
  }
}
