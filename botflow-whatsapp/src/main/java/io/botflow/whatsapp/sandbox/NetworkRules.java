package io.botflow.whatsapp.sandbox;

/**
 * Which of the network's rules the sandbox applies beside the shape of the messages.
 *
 * @param serviceWindow what happens to free-form messages outside the 24 hours after the person's
 *     last message
 * @param messagesPerSecond throughput of each number before code 130429; 0 is no limit (Meta: 80)
 * @param pairLimit whether one message per 6 seconds to the same person, with a burst of 45,
 *     applies (code 131056)
 * @param knownTemplatesOnly whether a template that was not created in the sandbox is refused with
 *     132001
 */
public record NetworkRules(
    ServiceWindow serviceWindow,
    int messagesPerSecond,
    boolean pairLimit,
    boolean knownTemplatesOnly) {

  /** The service window, without rate limits and with any template. */
  public static final NetworkRules DEFAULT =
      new NetworkRules(ServiceWindow.FAILS_LATER, 0, false, false);

  /** What happens to a free-form message outside the customer service window. */
  public enum ServiceWindow {
    /** Nothing: every message is delivered. */
    IGNORED,
    /**
     * The request is answered with 200 and a {@code failed} status follows, as Meta mostly does.
     */
    FAILS_LATER,
    /** The request is refused with 131047, as Meta does at times. */
    REFUSED
  }
}
