package io.botflow.server.mail;

import java.util.Locale;

/** What mails are about; every language has a subject and a text for each. */
public enum MailKind {
  /** Proves the address of a sign-up. */
  VERIFY,
  /** Somebody signed up with an address that has an account. */
  KNOWN,
  /** A new password was asked for. */
  RESET,
  /** Proves a new address. */
  EMAIL,
  /** To the old address. */
  EMAIL_CHANGED,
  /** The password was changed. */
  PASSWORD_CHANGED,
  /** A refresh token was used twice. */
  STOLEN,
  /** To somebody who shall join an organisation. */
  INVITATION,
  /** The messages that a month of the plan has are nearly used. */
  MESSAGES_NEARLY_USED,
  /** They are used. */
  MESSAGES_USED;

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
