package io.botflow.load;

import java.net.URI;

/**
 * A business number whose webhooks are sent to a bot.
 *
 * @param phoneNumberId the number's id at the network
 * @param secret signs the webhooks
 * @param callback where they go
 */
record Line(String phoneNumberId, String secret, URI callback) {
  /** What a bot presents at the Graph endpoint; the lean one lets everything through. */
  static final String ACCESS_TOKEN = "load-token";

  static final String VERIFY_TOKEN = "load-verify";

  /** The id of the n-th number of a run. */
  static String phoneNumberId(int index) {
    return Long.toString(106_540_352_000_000L + index);
  }

  /** The id of the n-th number's business account: each belongs to one organisation. */
  static String businessAccountId(int index) {
    return Long.toString(102_290_129_340_398L + index);
  }

  /** The secret of the n-th number's app: every organisation has an app of its own. */
  static String secret(int index) {
    return "load-secret-" + index;
  }
}
