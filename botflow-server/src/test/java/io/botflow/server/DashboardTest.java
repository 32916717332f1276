package io.botflow.server;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The dashboard as people use it: a real browser against a real server. What they do stands in
 * {@code src/main/web/e2e}.
 */
class DashboardTest {
  @Test
  void peopleGetWhatTheyCameFor() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      BrowserTests.run(
          "e2e", Map.of("BOTFLOW_URL", people.server.url.replace("127.0.0.1", "localhost")));
    }
  }
}
