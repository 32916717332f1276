package io.botflow.whatsapp.onboarding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphAnswer;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphCall;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A number at 360dialog: one key per number, and webhooks that carry a secret header, since
 * 360dialog does not sign them for its customers. Source: 360dialog, "Receiving messages", 2026.
 */
public final class Dialog360Setup {
  private final GraphApi api;

  /** A set-up of numbers. */
  public Dialog360Setup(GraphApi api) {
    this.api = api;
  }

  /**
   * Points a number's webhooks at an address.
   *
   * @param headers sent with each webhook: put a {@link Callback#secret()} into one, and check it
   */
  public SetupResult webhook(String apiKey, URI url, Map<String, String> headers) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("url", url.toString());
    ObjectNode sent = body.putObject("headers");
    headers.forEach(sent::put);
    GraphCall call = GraphCall.post(new GraphCall.Body.Json(body), "v1", "configs", "webhook");
    return EmbeddedSignup.result(api.call(Endpoint.DIALOG_360, apiKey, call));
  }

  /** Where a number's webhooks go; empty when that cannot be read. */
  public Optional<URI> webhook(String apiKey) {
    GraphAnswer answer =
        api.call(Endpoint.DIALOG_360, apiKey, GraphCall.get("v1", "configs", "webhook"));
    if (!(answer instanceof GraphAnswer.Done done)) {
      return Optional.empty();
    }
    String url = done.body().path("url").asText();
    try {
      return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
