package io.botflow.message;

import org.jspecify.annotations.Nullable;

/**
 * The customer's end of a channel: the identities that one message carried. A person may have no
 * phone number anywhere on the channel, so either identity may be missing, never both.
 *
 * @param userId the id that the channel gives this person for this business, for example an e-mail
 *     address, or null
 * @param phone the number in international form without {@code +}, or null
 * @param name the name that the person shows, or null
 * @param username the user name that the person chose on the channel, or null
 * @param parentId the id that the channel gives this person for the group of companies that the
 *     business belongs to, or null
 */
public record ChannelUser(
    @Nullable String userId,
    @Nullable String phone,
    @Nullable String name,
    @Nullable String username,
    @Nullable String parentId) {
  public ChannelUser {
    if (userId == null && phone == null) {
      throw new IllegalArgumentException("a channel user needs a user id or a phone number");
    }
  }

  /** A person of a business that belongs to no group of companies. */
  public ChannelUser(
      @Nullable String userId,
      @Nullable String phone,
      @Nullable String name,
      @Nullable String username) {
    this(userId, phone, name, username, null);
  }

  /** A person known by phone number only; the number is in international form without {@code +}. */
  public static ChannelUser ofPhone(String phone) {
    return new ChannelUser(null, phone, null, null);
  }

  /** The identity that names this person most stably: the user id where there is one. */
  public String key() {
    if (userId != null) {
      return userId;
    }
    if (phone != null) {
      return phone;
    }
    throw new IllegalStateException("unreachable: one identity is always there");
  }
}
