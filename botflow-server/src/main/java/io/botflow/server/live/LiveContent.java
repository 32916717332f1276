package io.botflow.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.api.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What events are about, as the API shows it. Thread-safe; calls wait for the database. */
public interface LiveContent {

  /** Whether the organisation has such a conversation. */
  boolean has(UUID organization, UUID conversation);

  /** A conversation as it looks now; null where it is gone. */
  @Nullable JsonNode conversation(UUID organization, UUID conversation);

  /** Messages as they look now, by id; without those that are gone. */
  Map<UUID, JsonNode> messages(UUID organization, UUID conversation, List<UUID> ids);

  /** How far the latest messages that went out came, by id. */
  Map<UUID, JsonNode> deliveries(UUID organization, UUID conversation);

  /**
   * Says something to a customer for somebody who may.
   *
   * @param content as {@code POST /api/conversations/{id}/messages} takes it
   * @return the answer of that route
   * @throws io.botflow.server.api.Refusal as it refuses
   */
  JsonNode send(Caller caller, UUID organization, UUID conversation, JsonNode content);
}
