package io.botflow.server;

import org.junit.jupiter.api.Test;

/** The dashboard as people use it, in a browser. */
class DashboardTest {

  @Test
  void peopleGetWhatTheyCameFor() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      BrowserTests.run(people.server.url, "");
    }
  }
}
