package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;

/** The Resumable Upload API, as far as examples of template headers need it. */
final class SampleUploads {
  private final Map<String, Long> sessions = new HashMap<>();
  private long nextId = 1;

  /** {@code POST /{app}/uploads}: the session's id carries a signature behind a question mark. */
  synchronized Reply open(Map<String, String> query) {
    String id = "upload:SANDBOX" + nextId++;
    sessions.put(id, Long.parseLong(query.getOrDefault("file_length", "0")));
    return Reply.json(
        200, JsonNodeFactory.instance.objectNode().put("id", id + "?sig=AR" + nextId));
  }

  /** {@code POST /upload:...}: the bytes from the first one on. */
  synchronized Reply send(String id, Request request) {
    Long length = sessions.get(id);
    String scheme = request.header("Authorization");
    if (length == null || scheme == null || !scheme.startsWith("OAuth ")) {
      return Reply.refusal(GraphRefusal.unknownObject(id));
    }
    if (length != request.body().length || !request.query().containsKey("sig")) {
      return Reply.refusal(GraphRefusal.unexpected("the bytes are not those that were announced."));
    }
    sessions.remove(id);
    return Reply.json(200, JsonNodeFactory.instance.objectNode().put("h", "4::sandbox:" + id));
  }
}
