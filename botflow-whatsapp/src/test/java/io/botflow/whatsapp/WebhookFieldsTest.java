package io.botflow.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.ContactCard;
import io.botflow.message.InboundMessage;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Pricing;
import io.botflow.message.Product;
import io.botflow.message.Referral;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of messages and statuses that a bot can use is read. */
class WebhookFieldsTest {

  private static List<ChannelEvent> change(String value) {
    String body =
        "{'object':'whatsapp_business_account','entry':[{'id':'waba','changes':[{'field':'messages',"
            + "'value':{'metadata':{'phone_number_id':'111'},"
            + value
            + "}}]}]}";
    return WebhookSamplesTest.events(body.replace('\'', '"').getBytes(UTF_8));
  }

  private static ChannelEvent.Received received(String message) {
    List<ChannelEvent> events =
        change("'messages':[{'id':'a','timestamp':'1749416383'," + message + "}]");
    return (ChannelEvent.Received) events.get(0);
  }

  private static InboundMessage message(String part) {
    return received("'from':'1'," + part).message();
  }

  private static ChannelEvent status(String part) {
    return change("'statuses':[{'id':'wamid.1','timestamp':'1749416383'," + part + "}]").get(0);
  }

  @Test
  void forwardedMessagesAndQuestionsAboutAProduct() {
    String text = "'type':'text','text':{'body':'x'},'context':";
    assertThat(message(text + "{'forwarded':true}").forwarded())
        .isEqualTo(InboundMessage.Forwarded.ONCE);
    InboundMessage often = message(text + "{'frequently_forwarded':true}");
    assertThat(often.forwarded()).isEqualTo(InboundMessage.Forwarded.OFTEN);
    assertThat(often.replyTo()).isNull();
    InboundMessage both =
        message(
            text
                + "{'id':'wamid.0','referred_product':{'catalog_id':'c','product_retailer_id':'p'}}");
    assertThat(both.product()).isEqualTo(new Product("c", "p"));
    assertThat(both.replyTo()).isEqualTo("wamid.0");
    assertThat(both.forwarded()).isNull();
  }

  @Test
  void theWholeAdvertisement() {
    assertThat(
            message(
                    "'type':'text','text':{'body':'x'},'referral':{'source_url':'u','source_id':'i',"
                        + "'source_type':'ad','headline':'h','body':'b','media_type':'video',"
                        + "'video_url':'v','thumbnail_url':'t','ctwa_clid':'c',"
                        + "'welcome_message':{'text':'w'}}")
                .referral())
        .isEqualTo(new Referral("u", "i", "ad", "h", "b", "c", "video", "v", "t", "w"));
  }

  @Test
  void theSecondLineOfARowTheNameOfAFormAndThePageOfAPlace() {
    assertThat(
            message(
                    "'type':'interactive','interactive':{'type':'list_reply',"
                        + "'list_reply':{'id':'1','title':'T','description':'D'}}")
                .content())
        .isEqualTo(new MessageContent.Tap("1", "T", "D"));
    assertThat(
            message(
                    "'type':'interactive','interactive':{'type':'nfm_reply','nfm_reply':{"
                        + "'name':'address_message','response_json':'{}'}}")
                .content())
        .isEqualTo(new MessageContent.FormReply(Map.of(), "address_message"));
    assertThat(
            message("'type':'location','location':{'latitude':1.5,'longitude':2,'url':'u'}")
                .content())
        .isEqualTo(new MessageContent.Location(1.5, 2, null, null, "u"));
    assertThat(message("'type':'sticker','sticker':{'id':'s','animated':true}").content())
        .isEqualTo(
            new MessageContent.Media(
                MediaKind.STICKER,
                new MediaSource.Stored("s", null, null),
                null,
                null,
                null,
                false,
                true));
  }

  @Test
  void everyPartOfAContactCard() {
    MessageContent.Contacts contacts =
        (MessageContent.Contacts)
            message(
                    "'type':'contacts','contacts':[{'name':{'formatted_name':'Ann Lee',"
                        + "'first_name':'Ann','last_name':'Lee'},'org':{'company':'B',"
                        + "'department':'D','title':'T'},'birthday':'1990-01-31',"
                        + "'phones':[{'phone':'+27 1','type':'CELL','wa_id':'271'},{'wa_id':'272'}],"
                        + "'emails':[{'email':'a@b.c'}],'urls':[{'url':'u'}],"
                        + "'addresses':[{'city':'Durban','country_code':'ZA'}],'vcard':'BEGIN'}]")
                .content();
    assertThat(contacts.requested()).isFalse();
    assertThat(contacts.cards())
        .containsExactly(
            new ContactCard(
                "Ann Lee",
                "Ann",
                "Lee",
                "B",
                "D",
                "T",
                "1990-01-31",
                List.of(
                    new ContactCard.Phone("+27 1", "CELL", "271"),
                    new ContactCard.Phone("+272", null, "272")),
                List.of("a@b.c"),
                List.of("u"),
                List.of(new ContactCard.Postal(null, "Durban", null, null, null, "ZA", null)),
                "BEGIN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'origin':'contact_request','contacts':[{'phones':[{'wa_id':'1650'}]}]",
        "'contacts':[{'origin':'contact_request','phones':[{'wa_id':'1650','phone':'+1650'}]}]"
      })
  void aNumberToldOnRequestJoinsTheUserId(String part) {
    ChannelEvent.Received received = received("'from_user_id':'US.1','type':'contacts'," + part);
    assertThat(((MessageContent.Contacts) received.message().content()).requested()).isTrue();
    assertThat(received.from().phone()).isEqualTo("1650");
    assertThat(received.from().key()).isEqualTo("US.1");
    // A card that nobody asked for may be anybody's.
    assertThat(
            received("'from_user_id':'US.1','type':'contacts'," + part.replace("_request", ""))
                .from()
                .phone())
        .isNull();
  }

  @Test
  void theIdOfTheGroupOfCompanies() {
    List<ChannelEvent> events =
        change(
            "'contacts':[{'user_id':'US.1','parent_user_id':'US.ENT.9','wa_id':'1',"
                + "'profile':{'name':'Ann','username':'@ann'}}],"
                + "'messages':[{'id':'a','from_user_id':'US.1','type':'text','text':{'body':'x'}}]");
    assertThat(((ChannelEvent.Received) events.get(0)).from())
        .isEqualTo(new ChannelUser("US.1", "1", "Ann", "ann", "US.ENT.9"));
    // Where it is all there is, it has to do.
    assertThat(
            received("'from_parent_user_id':'US.ENT.9','type':'text','text':{'body':'x'}").from())
        .isEqualTo(new ChannelUser("US.ENT.9", null, null, null, "US.ENT.9"));
    assertThat(
            status(
                "'status':'delivered','recipient_user_id':'US.1',"
                    + "'recipient_parent_user_id':'US.ENT.9'"))
        .isInstanceOfSatisfying(
            ChannelEvent.StatusChanged.class,
            changed ->
                assertThat(changed.to())
                    .isEqualTo(new ChannelUser("US.1", null, null, null, "US.ENT.9")));
  }

  @Test
  void changesOfNumberOfUserIdAndOfKeys() {
    String system = "'messages':[{'from':'1','id':'a','timestamp':'5','type':'system','system':";
    assertThat(
            change(
                system
                    + "{'type':'user_changed_number','wa_id':'2','user_id':'US.2',"
                    + "'previous_user_id':'US.1'}}]"))
        .singleElement()
        .isInstanceOfSatisfying(
            ChannelEvent.IdentityChanged.class,
            changed -> {
              assertThat(changed.before()).isEqualTo(new ChannelUser("US.1", "1", null, null));
              assertThat(changed.after()).isEqualTo(new ChannelUser("US.2", "2", null, null));
            });
    assertThat(
            change(
                "'messages':[{'from_user_id':'US.1','id':'a','timestamp':'5','type':'system',"
                    + "'system':{'type':'user_changed_user_id','user_id':'US.2',"
                    + "'parent_user_id':'US.ENT.2','previous_parent_user_id':'US.ENT.1'}}]"))
        .singleElement()
        .isInstanceOfSatisfying(
            ChannelEvent.IdentityChanged.class,
            changed -> {
              assertThat(changed.before().parentId()).isEqualTo("US.ENT.1");
              assertThat(changed.before().userId()).isEqualTo("US.1");
              assertThat(changed.after().userId()).isEqualTo("US.2");
            });
    assertThat(change(system + "{'type':'customer_identity_changed'},'identity':{'hash':'h'}}]"))
        .singleElement()
        .isInstanceOfSatisfying(
            ChannelEvent.SecurityChanged.class,
            changed -> {
              assertThat(changed.hash()).isEqualTo("h");
              assertThat(changed.user()).isEqualTo(ChannelUser.ofPhone("1"));
            });
  }

  @Test
  void whatAMessageCosts() {
    assertThat(
            ((ChannelEvent.StatusChanged)
                    status(
                        "'status':'sent','recipient_id':'1','pricing':{'billable':true,"
                            + "'pricing_model':'PMP','type':'regular','category':'utility'}"))
                .pricing())
        .isEqualTo(new Pricing("utility", "regular", "PMP", null));
    assertThat(
            ((ChannelEvent.StatusChanged)
                    status(
                        "'status':'sent','recipient_id':'1','conversation':{'id':'c',"
                            + "'expiration_timestamp':'1749500000',"
                            + "'origin':{'type':'referral_conversion'}}"))
                .pricing())
        .isEqualTo(new Pricing(null, null, null, Instant.ofEpochSecond(1749500000)));
    assertThat(((ChannelEvent.StatusChanged) status("'status':'read'")).pricing()).isNull();
  }

  @Test
  void whyAMessageFailedAndWhatToDo() {
    List<ChannelEvent> events =
        change(
            "'statuses':[{'id':'w','status':'failed','recipient_id':'1','timestamp':'5','errors':"
                + "[{'code':131050,'title':'t','message':'m','href':'/x'}]}]");
    assertThat(((ChannelEvent.StatusChanged) events.get(0)).problems().get(0).advice())
        .contains("no more marketing");
    // The wish that the failure tells of is kept like one that the person told.
    assertThat(events.get(1))
        .isEqualTo(
            new ChannelEvent.PreferenceChanged(
                events.get(0).address(),
                ChannelUser.ofPhone("1"),
                false,
                Instant.ofEpochSecond(5)));
    assertThat(events).hasSize(2);
  }

  @Test
  void errorsOfTheNumberItself() {
    assertThat(change("'errors':[{'code':130429,'title':'Rate limit hit'}]"))
        .singleElement()
        .isInstanceOfSatisfying(
            ChannelEvent.AccountChanged.class,
            changed -> {
              assertThat(changed.field()).isEqualTo("errors");
              assertThat(changed.details())
                  .isEqualTo(
                      Map.of(
                          "errors", List.of(Map.of("code", 130429L, "title", "Rate limit hit"))));
            });
  }
}
