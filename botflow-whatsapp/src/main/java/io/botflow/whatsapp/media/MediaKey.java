package io.botflow.whatsapp.media;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a stored medium: whose it is, and 128 random bits that nobody guesses. Nothing of it comes
 * from outside, so that no key can lead to another place of a storage.
 *
 * @param organization letters, digits, {@code -} and {@code _}
 * @param name 32 hexadecimal digits
 */
public record MediaKey(String organization, String name) {
  private static final Pattern ORGANIZATION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Refuses everything that is not in the form. */
  public MediaKey {
    if (!ORGANIZATION.matcher(organization).matches()) {
      throw new IllegalArgumentException("an organisation has letters, digits, - and _");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a media name has 32 hexadecimal digits");
    }
  }

  /** A new key. */
  public static MediaKey create(String organization) {
    return create(organization, RANDOM);
  }

  /** A new key from other random numbers, as tests want them. */
  public static MediaKey create(String organization, RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new MediaKey(organization, HexFormat.of().formatHex(bytes));
  }
}
