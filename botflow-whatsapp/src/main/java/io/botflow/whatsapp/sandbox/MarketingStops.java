package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who stopped the offers of which number in WhatsApp's own settings. Guarded by its monitor. */
final class MarketingStops {
  private final Set<String> stopped;

  MarketingStops(int people) {
    stopped =
        Collections.newSetFromMap(
            new LinkedHashMap<>() {
              private static final long serialVersionUID = 1L;

              @Override
              protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > people;
              }
            });
  }

  synchronized boolean has(String phoneNumberId, String person) {
    return stopped.contains(phoneNumberId + ' ' + person);
  }

  /** Changes what a person wants, and tells the webhook's value. */
  synchronized ObjectNode set(SandboxNumber number, Person person, boolean stop, Instant now) {
    String key = number.phoneNumberId() + ' ' + person.address();
    if (stop) {
      stopped.add(key);
    } else {
      stopped.remove(key);
    }
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("messaging_product", "whatsapp");
    value
        .putObject("metadata")
        .put("display_phone_number", number.displayPhoneNumber())
        .put("phone_number_id", number.phoneNumberId());
    value.putArray("contacts").add(person.contact());
    ObjectNode preference = value.putArray("user_preferences").addObject();
    preference
        .put(person.waId() != null ? "wa_id" : "user_id", person.address())
        .put("detail", stop ? "User requested to stop marketing" : "User requested to resume")
        .put("category", "marketing_messages")
        .put("value", stop ? "stop" : "resume")
        .put("timestamp", now.getEpochSecond());
    return value;
  }
}
