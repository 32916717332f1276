package io.botflow.message;

/** What a business sends a message for. Networks charge by it, and laws ask for consent by it. */
public enum Purpose {
  /** Answers somebody who wrote. */
  SERVICE,
  /** Tells about something that the customer asked for: an order, an appointment. */
  UTILITY,
  /** Carries a code. */
  AUTHENTICATION,
  /** Offers or advertises: only for who agreed to it and did not stop it. */
  MARKETING
}
