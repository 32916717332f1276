package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BOT;
import static io.botflow.testing.StoreScene.ITS_NUMBER;
import static io.botflow.testing.StoreScene.NUMBER;
import static io.botflow.testing.StoreScene.OTHER_ORGANIZATION;
import static io.botflow.testing.StoreScene.arrival;
import static io.botflow.testing.StoreScene.heard;
import static io.botflow.testing.StoreScene.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Turn;
import io.botflow.conversation.Variables;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who a message is from: by user id first, by phone second, one person once. */
interface ContactContract extends StoreUnderTest {
  /** A person whose number the channel does not tell. */
  ChannelUser BY_USER_ID = new ChannelUser("US.1", null, "Anna", "anna");

  /** The same person by number only. */
  ChannelUser BY_PHONE = new ChannelUser(null, "491700000001", "Anna", null);

  /** The same person with both. */
  ChannelUser BY_BOTH = new ChannelUser("US.1", "491700000001", "Anna", "anna");

  @Test
  default void aPersonWithoutANumberIsAPerson() {
    Claim first = turnOf(BY_USER_ID);
    Claim second = turnOf(BY_USER_ID);

    assertThat(second.conversation()).isEqualTo(first.conversation());
    assertThat(second.contact().user().phone()).isNull();
    assertThat(second.contact().name()).isEqualTo("Anna");
  }

  @Test
  default void aUserIdJoinsANumberThatIsKnown() {
    Claim byPhone = turnOf(BY_PHONE);
    Claim byBoth = turnOf(BY_BOTH);
    Claim byUserId = turnOf(BY_USER_ID);

    assertThat(byBoth.conversation()).isEqualTo(byPhone.conversation());
    assertThat(byUserId.conversation()).isEqualTo(byPhone.conversation());
    assertThat(byUserId.contact().id()).isEqualTo(byPhone.contact().id());
    assertThat(byUserId.contact().user().phone()).isEqualTo("491700000001");
    assertThat(byUserId.contact().user().userId()).isEqualTo("US.1");
  }

  @Test
  default void twoContactsThatAreOnePersonBecomeOne() {
    commitField(scene(), turnedTo(BY_PHONE), "city", "Bonn");
    commitField(scene(), turnedTo(BY_USER_ID), "size", "M");

    Claim merged = turnOf(BY_BOTH);
    Claim byPhone = turnOf(BY_PHONE);
    Claim byUserId = turnOf(BY_USER_ID);

    assertThat(merged.contact().fields().asMap())
        .containsOnly(Map.entry("city", "Bonn"), Map.entry("size", "M"));
    assertThat(byPhone.contact().id()).isEqualTo(merged.contact().id());
    assertThat(byUserId.contact().id()).isEqualTo(merged.contact().id());
    assertThat(byPhone.conversation()).isEqualTo(merged.conversation());
    assertThat(byUserId.conversation()).isEqualTo(merged.conversation());
  }

  @Test
  default void messagesThatWaitWhenTwoBecomeOneAreAnsweredOnce() {
    turnOf(BY_PHONE);
    scene().accept(scene().text(BY_PHONE, "by phone"));
    scene().accept(scene().text(BY_USER_ID, "by user id"));

    scene().accept(scene().text(BY_BOTH, "by both"));

    List<String> all =
        scene().store.claim(10).stream().flatMap(claim -> heard(claim).stream()).toList();
    assertThat(all).containsExactlyInAnyOrder("by phone", "by user id", "by both");
  }

  @Test
  default void aNumberThatIsSomebodyElsesNowIsAnotherPerson() {
    Claim before = turnOf(BY_BOTH);
    Claim after = turnOf(new ChannelUser("US.2", BY_BOTH.phone(), "Ben", null));
    Claim still = turnOf(BY_USER_ID);

    assertThat(after.contact().id()).isNotEqualTo(before.contact().id());
    assertThat(after.conversation()).isNotEqualTo(before.conversation());
    assertThat(still.conversation()).isEqualTo(before.conversation());
    assertThat(still.contact().user().phone()).as("the number that passed on").isNull();
  }

  @Test
  default void aNewNumberOfAKnownPersonIsLearned() {
    Claim before = turnOf(BY_BOTH);
    Claim after = turnOf(new ChannelUser("US.1", "491700000009", "Anna", null));

    assertThat(after.conversation()).isEqualTo(before.conversation());
    assertThat(after.contact().user().phone()).isEqualTo("491700000009");
  }

  @Test
  default void theIdForAGroupOfCompaniesIsLearnedAndFollowedAlsoWhereNothingElseChanges() {
    assertThat(turnOf(BY_BOTH).contact().user().parentId()).isNull();

    for (String parent : List.of("US.ENT.1", "US.ENT.2")) {
      turnOf(new ChannelUser("US.1", BY_BOTH.phone(), "Anna", "anna", parent));
      assertThat(turnOf(BY_BOTH).contact().user().parentId()).isEqualTo(parent);
    }
  }

  @Test
  default void aChangeOfNumberThatTheChannelReportsIsFollowed() {
    Claim before = turnOf(ANNA);
    ChannelUser moved = ChannelUser.ofPhone("491700000009");
    scene()
        .accept(
            new Arrival(
                BOT, new ChannelEvent.IdentityChanged(NUMBER, ANNA, moved, scene().store.now())));

    assertThat(turnOf(moved).conversation()).isEqualTo(before.conversation());
  }

  @Test
  default void organisationsShareNoContacts() {
    Claim here = turnOf(ANNA);
    scene()
        .accept(
            arrival(
                OTHER_ORGANIZATION,
                ITS_NUMBER,
                ANNA,
                scene().message("hello", scene().store.now())));
    Claim there = scene().claim();

    assertThat(there.contact().id()).isNotEqualTo(here.contact().id());
    assertThat(there.conversation()).isNotEqualTo(here.conversation());
  }

  @Test
  default void whatATurnKeepsOfTheContactIsThereNextTime() {
    Claim claim = turnedTo(ANNA);
    Contact changed =
        claim
            .contact()
            .withFields(Variables.of(Map.of("city", "Bonn", "visits", 3L)))
            .withTags(java.util.Set.of("vip"))
            .withLanguage("de")
            .withName("Anna B.");
    commit(scene(), claim, changed);

    assertThat(turnedTo(ANNA).contact()).isEqualTo(changed);
  }

  /** One message and an empty turn. */
  private Claim turnOf(ChannelUser user) {
    Claim claim = turnedTo(user);
    scene().commit(claim, turn(claim, new String[0]));
    return claim;
  }

  private Claim turnedTo(ChannelUser user) {
    scene().accept(scene().text(user, "hello"));
    return scene().claim();
  }

  private static void commitField(StoreScene scene, Claim claim, String name, String value) {
    commit(scene, claim, claim.contact().withFields(claim.contact().fields().with(name, value)));
  }

  private static void commit(StoreScene scene, Claim claim, Contact contact) {
    Turn empty = turn(claim, new String[0]);
    scene.commit(
        claim,
        new Turn(
            empty.session(),
            contact,
            empty.events(),
            empty.messages(),
            empty.owner(),
            empty.joinWindow(),
            empty.supersedable()));
  }
}
