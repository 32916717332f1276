package io.botflow.cli;

import io.botflow.server.onboarding.TrialNetwork;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.net.URI;
import java.util.UUID;

/** Numbers of the demo's own network, for bots that people make in the demo. */
record DemoNumbers(WhatsAppSandbox network) implements TrialNetwork {
  private static final long SMALLEST = 100_000_000_000_000L;

  @Override
  public TrialNumber number(URI callback, String verifyToken) {
    UUID random = UUID.randomUUID();
    long digits = Math.floorMod(random.getMostSignificantBits(), 9 * SMALLEST);
    SandboxNumber number =
        SandboxNumber.of(Long.toString(SMALLEST + digits))
            .withAppSecret("demo-app-" + random)
            .withAccessToken("demo-token-" + random)
            .withVerifyToken(verifyToken)
            .withCallback(callback);
    network.register(number);
    return new TrialNumber(
        number.phoneNumberId(), number.wabaId(), "demo-token-" + random, "demo-app-" + random);
  }
}
