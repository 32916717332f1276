package io.botflow.whatsapp.onboarding;

import java.util.Objects;

/**
 * What the browser's part of embedded signup (v4) hands over.
 *
 * @param code good for 30 seconds, once
 * @param wabaId the customer's WhatsApp Business Account
 * @param phoneNumberId the customer's number
 * @param coexistence whether the number stays in the WhatsApp Business app as well
 */
public record SignupResult(String code, String wabaId, String phoneNumberId, boolean coexistence) {
  public SignupResult {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(wabaId, "wabaId");
    Objects.requireNonNull(phoneNumberId, "phoneNumberId");
  }

  /** Leaves the code out. */
  @Override
  public String toString() {
    return "SignupResult[" + wabaId + " " + phoneNumberId + "]";
  }
}
