package io.botflow.message;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A contact card in a message; any part but the shown name may be missing.
 *
 * @param formattedName the name as shown
 * @param phones numbers as written on the card
 */
public record ContactCard(
    String formattedName,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String organization,
    List<String> phones,
    List<String> emails) {
  public ContactCard {
    Objects.requireNonNull(formattedName, "formattedName");
    phones = List.copyOf(phones);
    emails = List.copyOf(emails);
  }
}
