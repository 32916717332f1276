package io.botflow.server.onboarding;

import java.net.URI;

/** A network of the host's own, on which numbers can be tried without Meta: the demo's. */
public interface TrialNetwork {

  /** A number of it, with all that connecting needs. */
  record TrialNumber(
      String phoneNumberId, String businessAccountId, String accessToken, String appSecret) {
    @Override
    public String toString() {
      return "TrialNumber[" + phoneNumberId + "]";
    }
  }

  /** A new number, whose webhooks come to this address. */
  TrialNumber number(URI callback, String verifyToken);
}
