package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.secret.KeyFile;
import io.botflow.server.secret.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key that seals secrets is changed while servers run. */
class KeyRotationTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void servedAllAlongAndSealedAnew() throws Exception {
    Path file = folder.resolve("keys.json");
    Map<String, String> settings = Map.of("BOTFLOW_SECRETS_KEY_FILE", file.toString());
    var database = TestDatabase.fresh();
    try (ApiPeople first = new ApiPeople(database, settings);
        ApiPeople second = new ApiPeople(database, settings)) {
      String token = first.signedUp("ada");
      begin(first, token);
      List<String> before = sealed(first);
      KeyFile.rotate(file);
      first.good("GET", "/api/auth/me", token, "");
      begin(second, token);
      List<String> after = sealed(first);
      assertThat(after).doesNotContainAnyElementsOf(before.subList(0, 1));
      assertThat(new Secrets(KeyFile.open(file)).isFresh(after.getFirst()))
          .as("a server that runs seals with the new key")
          .isTrue();
      KeyFile.rotate(file);
    }
    try (ApiPeople third = new ApiPeople(database, settings)) {
      Secrets secrets = new Secrets(KeyFile.open(file));
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!sealed(third).stream().allMatch(secrets::isFresh)) {
        assertThat(System.nanoTime()).as("the server seals all anew").isLessThan(end);
      }
      String logIn =
          "{\"email\":\"ada@example.org\",\"password\":\"%s\"}".formatted(ApiPeople.PASSWORD);
      third.good("POST", "/api/auth/login", null, logIn);
    }
  }

  private static void begin(ApiPeople people, String token) throws Exception {
    people.good(
        "POST", "/api/auth/totp", token, "{\"password\":\"%s\"}".formatted(ApiPeople.PASSWORD));
  }

  /** The seed of the second factor, then the keys of the servers. */
  private static List<String> sealed(ApiPeople people) throws Exception {
    TestDatabase.rows(people.address, "server_keys", "select sealed from server_keys");
    return TestDatabase.rows(
        people.address,
        "users",
        """
        select s from (
          select 1 as n, totp_secret as s from users union all select 2, sealed from server_keys) all_of
        order by n
        """);
  }
}
