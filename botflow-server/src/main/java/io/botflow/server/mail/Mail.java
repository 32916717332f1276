package io.botflow.server.mail;

/** A message to one address. Its text may hold a link that lets its reader in: never logged. */
public record Mail(String to, String subject, String text) {
  @Override
  public String toString() {
    return "Mail[subject=" + subject + "]";
  }
}
