package io.botflow.server.contact;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer, on one account of a channel.
 *
 * @param name as the organisation calls the person
 * @param profileName as the channel shows it
 * @param phone in international form without {@code +}
 * @param fields of the organisation's own, which flows read and set
 * @param optedIn whether the person agreed to offers at some time
 * @param optedOut whether the person stopped them since
 */
record ContactView(
    UUID id,
    UUID channelId,
    @Nullable String name,
    @Nullable String profileName,
    @Nullable String phone,
    @Nullable String username,
    @Nullable String language,
    @Nullable String zone,
    JsonNode fields,
    List<String> tags,
    boolean optedIn,
    boolean optedOut,
    Instant createdAt) {
  ContactView {
    tags = List.copyOf(tags);
  }
}
