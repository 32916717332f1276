package io.botflow.conversation;

import io.botflow.message.ChannelUser;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer of one organisation, with what is kept between conversations.
 *
 * @param user how the channel knows this person
 * @param name the name to use, or null
 * @param language a BCP 47 tag, or null for the flow's own
 * @param zone an IANA time zone, or null for the organisation's
 * @param fields the variables of scope {@code contact}
 * @param optedOut whether this person wants no more messages
 */
public record Contact(
    UUID id,
    ChannelUser user,
    @Nullable String name,
    @Nullable String language,
    @Nullable String zone,
    Variables fields,
    Set<String> tags,
    boolean optedOut) {
  public Contact {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(fields, "fields");
    tags = Set.copyOf(tags);
  }

  /** A person about whom nothing but the channel's identities is known. */
  public static Contact of(UUID id, ChannelUser user) {
    return new Contact(id, user, user.name(), null, null, Variables.empty(), Set.of(), false);
  }

  /** With other fields. */
  public Contact withFields(Variables changed) {
    return new Contact(id, user, name, language, zone, changed, tags, optedOut);
  }

  /** With other tags. */
  public Contact withTags(Set<String> changed) {
    return new Contact(id, user, name, language, zone, fields, changed, optedOut);
  }

  /** With another name. */
  public Contact withName(@Nullable String changed) {
    return new Contact(id, user, changed, language, zone, fields, tags, optedOut);
  }

  /** With another language. */
  public Contact withLanguage(@Nullable String changed) {
    return new Contact(id, user, name, changed, zone, fields, tags, optedOut);
  }

  /** Wanting messages or not. */
  public Contact withOptedOut(boolean changed) {
    return new Contact(id, user, name, language, zone, fields, tags, changed);
  }
}
