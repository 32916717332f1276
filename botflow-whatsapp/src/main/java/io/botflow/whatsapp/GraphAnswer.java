package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of one call of the Graph API. */
public sealed interface GraphAnswer {

  /** It was done; {@code body} is a JSON object. */
  record Done(JsonNode body) implements GraphAnswer {}

  /** It was refused, so it was surely not done. */
  record Refused(GraphError error) implements GraphAnswer {}

  /** The request never left: no name, no connection, no TLS, or its lease was over. */
  record NotSent(String why) implements GraphAnswer {}

  /** The request may have been done: the answer is missing, late, or makes no sense. */
  record Uncertain(String why) implements GraphAnswer {}
}
