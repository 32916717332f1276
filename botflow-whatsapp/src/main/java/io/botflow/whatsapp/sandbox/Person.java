package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a phone belongs to.
 *
 * @param name the profile name
 * @param waId the phone number in digits; null for a person who shows only a user name
 * @param userId the business-scoped user id (BSUID); null for a person without one
 */
record Person(String name, @Nullable String waId, @Nullable String userId) {
  private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[0-9A-Za-z]{1,128}");

  Person {
    if (waId == null && userId == null) {
      throw new IllegalArgumentException("a person needs a phone number or a user id");
    }
  }

  /** The person behind an address of either kind. */
  static Person at(String address) {
    return USER_ID.matcher(address).matches()
        ? new Person(address, null, address)
        : new Person(address, normalised(address), null);
  }

  /** An address without the plus sign and spaces that people write. */
  static String normalised(String address) {
    return USER_ID.matcher(address).matches() ? address : address.replaceAll("[+\\s()-]", "");
  }

  String address() {
    return waId != null ? waId : java.util.Objects.requireNonNull(userId);
  }

  ObjectNode contact() {
    ObjectNode contact = JsonNodeFactory.instance.objectNode();
    contact.putObject("profile").put("name", name);
    if (waId != null) {
      contact.put("wa_id", waId);
    }
    if (userId != null) {
      contact.put("user_id", userId);
    }
    return contact;
  }
}
