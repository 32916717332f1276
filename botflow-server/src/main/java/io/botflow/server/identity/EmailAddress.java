package io.botflow.server.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** E-mail addresses as accounts have them: one writing for one mailbox. */
public final class EmailAddress {
  /** RFC 5321, 4.5.3.1.3. */
  private static final int MOST_CHARACTERS = 254;

  /** Narrower than the RFC on purpose: what no mail service gives to anybody, nobody types. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

  private EmailAddress() {}

  /** Whether it can be an address. */
  public static boolean isValid(String text) {
    return text.length() <= MOST_CHARACTERS && ADDRESS.matcher(text).matches();
  }

  /** In the one writing. */
  public static String normal(String address) {
    return address.toLowerCase(Locale.ROOT);
  }
}
