package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/** What the sandbox answers to an HTTP request. */
sealed interface Reply {
  /** An ordinary answer. */
  @SuppressWarnings("ArrayRecordComponent") // Answers are never compared.
  record Content(int status, String contentType, byte[] bytes) implements Reply {}

  /** No answer: the connection is closed. */
  record Cut() implements Reply {}

  static Reply json(int status, JsonNode body) {
    return new Content(
        status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Reply text(int status, String contentType, String body) {
    return new Content(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  static Reply refusal(GraphRefusal refusal) {
    return json(refusal.httpStatus(), refusal.json());
  }

  static Reply success() {
    return json(200, JsonNodeFactory.instance.objectNode().put("success", true));
  }
}
