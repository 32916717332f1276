package io.botflow.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.Referral;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final WebhookReader READER = new WebhookReader(InstantSource.fixed(NOW));

  private static Webhook read(String body) {
    return READER.read(body.replace('\'', '"').getBytes(UTF_8), "fallback");
  }

  private static List<ChannelEvent> events(String body) {
    return switch (read(body)) {
      case Webhook.Read read -> read.events();
      case Webhook.Unreadable unreadable -> throw new AssertionError(unreadable.why());
    };
  }

  private static ChannelEvent message(String message) {
    List<ChannelEvent> events =
        events(
            "{'object':'whatsapp_business_account','entry':[{'id':'waba','changes':[{"
                + "'field':'messages','value':{'metadata':{'phone_number_id':'111'},'messages':["
                + message
                + "]}}]}]}");
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static MessageContent content(String part) {
    ChannelEvent event = message("{'from':'1','id':'a','timestamp':'1749416383'," + part + "}");
    assertThat(event).isInstanceOf(ChannelEvent.Received.class);
    return ((ChannelEvent.Received) event).message().content();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "null",
        "7",
        "{",
        "{}{}",
        "{'a':",
        "{'a':'\u0001'}",
        "{'a':01}"
      })
  void refusesWhatIsNoJsonObject(String body) {
    assertThat(read(body)).isInstanceOf(Webhook.Unreadable.class);
  }

  @Test
  void refusesABodyThatIsTooLargeTooDeepOrNoUtf8() {
    assertThat(READER.read(new byte[WhatsAppLimits.WEBHOOK_BYTES + 1], "x"))
        .isInstanceOf(Webhook.Unreadable.class);
    assertThat(read("{'a':" + "[".repeat(1_000_000))).isInstanceOf(Webhook.Unreadable.class);
    assertThat(read("{'a':" + "[".repeat(100) + "]".repeat(100) + "}"))
        .isInstanceOf(Webhook.Unreadable.class);
    byte[] broken = "{\"a\":\"xx\"}".getBytes(UTF_8);
    broken[6] = (byte) 0xC0;
    assertThat(READER.read(broken, "x")).isInstanceOf(Webhook.Unreadable.class);
  }

  @Test
  void tellsNothingOfTheBodyWhenItIsUnreadable() {
    assertThat(read("{'text':'a secret of the customer',,}").toString()).doesNotContain("secret");
  }

  @Test
  void survivesOversizedAndOddValues() {
    assertThat(events("{'object':'x','entry':[{'changes':[{'value':null},{},7,null]},null,'x']}"))
        .hasOnlyElementsOfType(ChannelEvent.Ignored.class);
    StringBuilder wide = new StringBuilder("{'entry':[],");
    for (int i = 0; i < 100_000; i++) {
      wide.append("'k").append(i).append("':1,");
    }
    assertThat(events(wide.append("'z':1}").toString())).isEmpty();
    assertThat(events("{'entry':[],'n':" + "9".repeat(900) + ",'f':1e999999999}")).isEmpty();
    assertThat(content("'type':'text','text':{'body':'" + "x".repeat(2_000_000) + "'}"))
        .isEqualTo(new MessageContent.Text("x".repeat(65_536)));
  }

  @Test
  void leavesOutWhatNoDatabaseTakes() {
    assertThat(content("'type':'text','text':{'body':'a\\u0000b\\ud83dc\\ud83d\\ude00'}"))
        .isEqualTo(new MessageContent.Text("a\uFFFDb\uFFFDc\uD83D\uDE00"));
  }

  @Test
  void keepsTheLastOfTwoEqualKeys() {
    assertThat(content("'type':'text','text':{'body':'one','body':'two'}"))
        .isEqualTo(new MessageContent.Text("two"));
  }

  @Test
  void takesItsOwnTimeWhereTheMessagesCannotBe() {
    for (String time : List.of("'x'", "null", "-5", "0", "'99999999999'", "true", "{}")) {
      ChannelEvent event = message("{'from':'1','id':'a','timestamp':" + time + ",'type':'text'}");
      assertThat(((ChannelEvent.Received) event).message().sentAt()).as(time).isEqualTo(NOW);
    }
  }

  @Test
  void readsTheReplyAndTheAdvertisement() {
    ChannelEvent event =
        message(
            "{'from':'1','id':'a','timestamp':'1','type':'text','text':{'body':'x'},"
                + "'context':{'from':'2','id':'wamid.before','forwarded':true},"
                + "'referral':{'source_id':'ad','ctwa_clid':'click'}}");
    ChannelEvent.Received received = (ChannelEvent.Received) event;
    assertThat(received.message().replyTo()).isEqualTo("wamid.before");
    assertThat(received.message().referral())
        .isEqualTo(new Referral(null, "ad", null, null, null, "click", null, null, null, null));
    assertThat(received.address().account()).isEqualTo("111");
  }

  @Test
  void readsATakenBackReactionWithAndWithoutAnEmptyEmoji() {
    MessageContent taken = new MessageContent.Reaction("m", "");
    assertThat(content("'type':'reaction','reaction':{'message_id':'m','emoji':''}"))
        .isEqualTo(taken);
    assertThat(content("'type':'reaction','reaction':{'message_id':'m'}")).isEqualTo(taken);
  }

  @Test
  void readsATemplateButtonWithoutAPayload() {
    assertThat(content("'type':'button','button':{'text':'Yes'}"))
        .isEqualTo(new MessageContent.Tap("Yes", "Yes"));
  }

  @Test
  void rekeysAPersonWhoChangedTheNumber() {
    ChannelEvent event =
        message(
            "{'from':'1','id':'a','timestamp':'1','type':'system',"
                + "'system':{'type':'user_changed_number','new_wa_id':'2','body':'x'}}");
    assertThat(event).isInstanceOf(ChannelEvent.IdentityChanged.class);
    assertThat(((ChannelEvent.IdentityChanged) event).after()).isEqualTo(ChannelUser.ofPhone("2"));
  }

  @Test
  void readsEditsAndRevocations() {
    assertThat(
            message(
                "{'from':'1','id':'a','timestamp':'1','type':'edit','edit':{"
                    + "'original_message_id':'o','message':{'type':'text','text':{'body':'new'}}}}"))
        .isInstanceOfSatisfying(
            ChannelEvent.Edited.class,
            edited -> {
              assertThat(edited.originalId()).isEqualTo("o");
              assertThat(edited.message().text()).isEqualTo("new");
            });
  }

  @Test
  void routesAccountChangesByTheAccount() {
    ChannelEvent event =
        events(
                "{'entry':[{'id':'waba','changes':[{'field':'message_template_status_update',"
                    + "'value':{'event':'REJECTED','message_template_id':12345678901,"
                    + "'message_template_name':'n','message_template_language':'en',"
                    + "'reason':null}}]}]}")
            .get(0);
    assertThat(event)
        .isEqualTo(
            new ChannelEvent.TemplateChanged(
                new ChannelAddress("whatsapp", "waba"),
                "12345678901",
                "n",
                "en",
                "status",
                "REJECTED",
                null));
  }

  @Test
  void readsTheOlder360dialogShapeForTheAccountItCameTo() {
    ChannelEvent event =
        events(
                "{'contacts':[{'wa_id':'1','profile':{'name':'Ann'}}],'messages':[{'from':'1',"
                    + "'id':'a','timestamp':'1633034394','type':'text','text':{'body':'hi'}}]}")
            .get(0);
    assertThat(event.address().account()).isEqualTo("fallback");
    assertThat(((ChannelEvent.Received) event).from().name()).isEqualTo("Ann");
  }

  @Test
  void cutsWhatItKeepsOfAnIgnoredPiece() {
    ChannelEvent event =
        events(
                "{'entry':[{'id':'w','changes':[{'field':'new','value':{'x':'"
                    + "y".repeat(20_000)
                    + "'}}]}]}")
            .get(0);
    assertThat(((ChannelEvent.Ignored) event).payload()).hasSize(16_384);
  }
}
