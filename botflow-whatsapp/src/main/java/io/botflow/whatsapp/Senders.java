package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.botflow.message.ChannelUser;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The people of one webhook change, found by their identities.
 *
 * <p>A profile belongs to a message when their {@code wa_id} or {@code user_id} agree; the order of
 * the two lists says nothing. Either identity may be missing since April 2026, when user names
 * came.
 *
 * @param contacts the {@code contacts} array of the change
 */
record Senders(JsonNode contacts) {
  /** No profiles. */
  static final Senders NOBODY = new Senders(MissingNode.getInstance());

  private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[0-9A-Za-z]{1,128}");

  /** The longest user id has 135 characters; what is much longer is no identity. */
  private static final int MAX_IDENTITY = 200;

  /** The person whose identities stand at these keys of a message or status. */
  Optional<ChannelUser> find(JsonNode node, String phoneKey, String idKey, String parentKey) {
    return find(
        WebhookTree.text(node, phoneKey),
        WebhookTree.text(node, idKey),
        WebhookTree.text(node, parentKey));
  }

  /**
   * The person with these identities, with the profile that fits; empty when there is none. An id
   * of the group of companies stands in where there is no other.
   */
  Optional<ChannelUser> find(
      @Nullable String phone, @Nullable String userId, @Nullable String parentId) {
    JsonNode contact = contact(phone(phone), userId);
    String anyPhone = phone;
    String anyId = userId;
    String anyParent = parentId;
    if (contact != null) {
      // The profile may know the identity that the message left out.
      anyPhone = phone(phone) == null ? WebhookTree.text(contact, "wa_id") : phone;
      anyId = userId == null ? WebhookTree.text(contact, "user_id") : userId;
      anyParent = parentId == null ? WebhookTree.text(contact, "parent_user_id") : parentId;
    }
    String knownPhone = phone(anyPhone);
    // An id that has not the documented form is used only where there is nothing else.
    String knownId = isUserId(anyId) || knownPhone == null ? bounded(anyId) : null;
    String knownParent = isUserId(anyParent) ? anyParent : null;
    if (knownPhone == null && knownId == null) {
      knownId = knownParent;
    }
    if (knownPhone == null && knownId == null) {
      return Optional.empty();
    }
    JsonNode profile = contact == null ? null : contact.path("profile");
    String username = profile == null ? null : WebhookTree.text(profile, "username");
    return Optional.of(
        new ChannelUser(
            knownId,
            knownPhone,
            profile == null ? null : WebhookTree.text(profile, "name"),
            username != null && username.startsWith("@") ? username.substring(1) : username,
            knownParent));
  }

  private @Nullable JsonNode contact(@Nullable String phone, @Nullable String userId) {
    for (JsonNode contact : contacts) {
      if ((userId != null && userId.equals(WebhookTree.text(contact, "user_id")))
          || (phone != null && phone.equals(WebhookTree.text(contact, "wa_id")))) {
        return contact;
      }
    }
    // A message without any sender and a single profile can only belong together.
    return phone == null && userId == null && contacts.size() == 1 ? contacts.get(0) : null;
  }

  private static @Nullable String phone(@Nullable String phone) {
    if (phone == null) {
      return null;
    }
    return bounded(phone.startsWith("+") ? phone.substring(1) : phone);
  }

  private static boolean isUserId(@Nullable String userId) {
    return userId != null && USER_ID.matcher(userId).matches();
  }

  private static @Nullable String bounded(@Nullable String identity) {
    return identity == null || identity.isBlank() || identity.length() > MAX_IDENTITY
        ? null
        : identity;
  }
}
