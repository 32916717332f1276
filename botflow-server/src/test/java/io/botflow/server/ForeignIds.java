package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Asks every route with a parameter for what another organisation has: the answer is the one for
 * what never was, and nothing of theirs changes. With several parameters, each is theirs in turn
 * while the others are one's own.
 */
final class ForeignIds {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final ApiPeople people;
  private final String theirShop;
  private final Things theirs;
  private final String outsider;
  private final Things mine;

  ForeignIds(ApiPeople people) throws Exception {
    this.people = people;
    String theirOwner = people.signedUp("their-owner");
    theirShop = people.founded(theirOwner, "Theirs");
    theirs = Things.of(people, theirShop, people.inside(theirOwner, theirShop), "their");
    String owner = people.signedUp("my-owner");
    String myShop = people.founded(owner, "Mine");
    outsider = people.inside(owner, myShop);
    mine = Things.of(people, myShop, outsider, "my");
  }

  void check() throws Exception {
    Map<String, String> before = TestDatabase.contents(people.address, theirShop);
    int asked = 0;
    for (ApiRoute route : ApiRoute.all(people)) {
      if (!route.open()) {
        asked += check(route);
      }
    }
    assertThat(asked).isGreaterThan(20);
    assertThat(TestDatabase.contents(people.address, theirShop))
        .as("what they have")
        .isEqualTo(before);
  }

  private int check(ApiRoute route) throws Exception {
    List<String> things = route.things();
    int asked = 0;
    // Each bit says whose one parameter is.
    for (int whose = 1; whose < 1 << things.size(); whose++) {
      List<String> foreign = new ArrayList<>();
      List<String> unknown = new ArrayList<>();
      boolean varies = false;
      for (int i = 0; i < things.size(); i++) {
        String own = mine.name(things.get(i));
        String other = theirs.name(things.get(i));
        boolean isTheirs = (whose & 1 << i) != 0;
        // Numbers and words are nobody's.
        boolean isId = ID.matcher(other).matches();
        varies |= isTheirs && isId;
        foreign.add(isTheirs ? other : own);
        unknown.add(isTheirs && isId ? UUID.randomUUID().toString() : isTheirs ? other : own);
      }
      if (varies) {
        String as = "%s with %s".formatted(route, foreign);
        HttpResponse<String> answer = ask(route, foreign);
        assertThat(answer.statusCode()).as("%s: %s", as, answer.body()).isEqualTo(404);
        HttpResponse<String> nothing = ask(route, unknown);
        assertThat(answer.body()).as(as).isEqualTo(nothing.body());
        assertThat(nothing.statusCode()).as(as).isEqualTo(404);
        asked++;
      }
    }
    return asked;
  }

  private HttpResponse<String> ask(ApiRoute route, List<String> ids) throws Exception {
    return people.send(route.verb(), route.with(ids), outsider, Things.body(route));
  }

  /** That the conditions are gone is certain only where their absence shows. */
  void expectLeakWithoutRowLevelSecurity() throws Exception {
    String key = "/api/api-keys/" + theirs.name("/api/api-keys/{id}");
    assertThat(people.send("GET", key, outsider, "").statusCode()).isEqualTo(404);
    TestDatabase.withoutRowLevelSecurity(people.address, "api_keys");
    assertThat(people.send("GET", key, outsider, "").statusCode()).isEqualTo(200);
  }
}
