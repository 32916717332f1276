package io.botflow.whatsapp.onboarding;

import io.botflow.whatsapp.GraphError;

/** What the errors of a set-up mean and what to do. */
final class SetupTexts {
  private SetupTexts() {}

  static String of(GraphError error) {
    return switch (error.code()) {
      case 100 ->
          error.subcode() == 33
              ? "The account or number does not exist, or this token may not see it."
              : "Something in the request is not valid, or the code is used or older than 30"
                  + " seconds: start the signup again.";
      case 190 -> "The access token has ended or is not valid: connect the number again.";
      case 0, 3, 10, 200 -> "The token lacks a permission: connect again and allow everything.";
      case 2200 -> "The callback did not answer Meta's question: check its address and token.";
      case 133005 -> "The PIN is not the one that is set for this number.";
      case 133006 -> "The number has to be verified first.";
      case 133008 -> "Too many wrong PINs: wait as long as the answer says.";
      case 133009 -> "The PIN was entered too fast: wait a little.";
      case 133010 -> "The number is not registered.";
      case 133015 -> "The number was deleted a moment ago: wait five minutes.";
      case 133016 -> "The number was registered ten times in 72 hours: wait 72 hours.";
      default -> {
        String said = error.details() != null ? error.details() : error.message();
        yield said != null ? said : "The network refused with HTTP " + error.httpStatus() + ".";
      }
    };
  }
}
