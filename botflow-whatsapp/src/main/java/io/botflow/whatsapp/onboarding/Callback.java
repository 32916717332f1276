package io.botflow.whatsapp.onboarding;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Where an account's webhooks go, in place of the app's own address.
 *
 * @param url https, at most 200 characters (Meta)
 * @param verifyToken what Meta shows when it asks the address to prove itself; one per account
 */
public record Callback(URI url, String verifyToken) {
  /** Meta's limit of the address. */
  public static final int URL_LENGTH = 200;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Refuses an address that Meta would, except that plain http is left to the network to judge. */
  public Callback {
    if (url.toString().length() > URL_LENGTH) {
      throw new IllegalArgumentException("a callback has at most 200 characters");
    }
    if (verifyToken.isBlank()) {
      throw new IllegalArgumentException("a callback needs a verify token");
    }
  }

  /** A callback with a verify token of 256 random bits. */
  public static Callback create(URI url) {
    return new Callback(url, secret());
  }

  /** 256 random bits as text, for verify tokens and the headers of webhooks. */
  public static String secret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Names the address without the token. */
  @Override
  public String toString() {
    return "Callback[" + url + "]";
  }
}
