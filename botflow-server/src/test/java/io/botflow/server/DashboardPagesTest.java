package io.botflow.server;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.server.onboarding.TrialNetwork;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pages around bots and inbox in a browser: numbers, knowledge, team, keys, one's account. */
class DashboardPagesTest {
  private @Nullable ApiPeople people;

  @Test
  void peopleSetUpWhatBotsNeed() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> settings =
        Map.of(
            "BOTFLOW_HTTP_PORT",
            Integer.toString(port),
            "BOTFLOW_HTTP_PUBLIC_URL",
            "http://localhost:" + port);
    AbstractModule trial =
        new AbstractModule() {
          @Override
          protected void configure() {
            OptionalBinder.newOptionalBinder(binder(), TrialNetwork.class)
                .setBinding()
                .toInstance(DashboardPagesTest.this::number);
          }
        };
    try (ApiPeople opened = new ApiPeople(settings, trial)) {
      people = opened;
      BrowserTests.run(opened.server.url, "pages");
    }
  }

  /** As the demo makes one. */
  private TrialNetwork.TrialNumber number(URI callback, String verifyToken) {
    SandboxNumber number =
        SandboxNumber.of("106540352242990")
            .withVerifyToken(verifyToken)
            .withAccessToken("token-canary-trial")
            .withCallback(callback);
    if (people == null) {
      throw new IllegalStateException("no server yet");
    }
    people.server.network.register(number);
    return new TrialNetwork.TrialNumber(
        number.phoneNumberId(), number.wabaId(), "token-canary-trial", "sandbox-app-secret");
  }
}
