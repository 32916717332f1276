package io.botflow.whatsapp;

/** Whose API a number is reached through. The message bodies are the same for both. */
public enum Endpoint {
  /** Meta's Graph API: version and phone number id in the path, a bearer token. */
  META("https://graph.facebook.com"),

  /** 360dialog: neither in the path, since the {@code D360-API-KEY} names the number. */
  DIALOG_360("https://waba-v2.360dialog.io");

  private final String baseUrl;

  Endpoint(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** The public address, without a slash at the end. */
  public String baseUrl() {
    return baseUrl;
  }
}
