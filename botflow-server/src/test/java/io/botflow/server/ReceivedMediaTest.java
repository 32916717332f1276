package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.faults.Until;
import io.botflow.server.media.ReceivedMedia;
import io.botflow.server.media.ReceivedMedia.Medium;
import io.botflow.server.media.ReceivedMedia.State;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.Deployments.WhatsAppAccount;
import io.botflow.store.jdbc.Deployments.WhatsAppProvider;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.media.FakeClamd;
import io.botflow.whatsapp.media.MediaScanContract;
import io.botflow.whatsapp.onboarding.Dialog360Setup;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people send is fetched, kept and found by its message. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceivedMediaTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2};

  @TempDir private static Path folder;

  private FakeClamd clamd;
  private DatabaseAddress address;
  private TestServer server;
  private ReceivedMedia media;

  @BeforeAll
  void start() throws Exception {
    clamd = new FakeClamd();
    address = TestDatabase.fresh();
    Map<String, String> more = new HashMap<>(TestServer.PATIENT);
    more.put("BOTFLOW_MEDIA_DIRECTORY", folder.resolve("media").toString());
    more.put("BOTFLOW_MEDIA_CLAMAV_HOST", "127.0.0.1");
    more.put("BOTFLOW_MEDIA_CLAMAV_PORT", Integer.toString(clamd.port()));
    server = new TestServer(TestDatabase.environment(address, TestDatabase.port(address)), more);
    media = server.server.media();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    clamd.close();
  }

  private Medium settled(TestNumber number, String message) throws Exception {
    BotRef bot = number.bot();
    Until.holds(
        message + " is settled",
        PATIENCE,
        () -> {
          List<Medium> found = media.of(bot.organization(), bot.channel(), message);
          return found.size() == 1 && found.get(0).state() != State.WAITING;
        });
    return media.of(bot.organization(), bot.channel(), message).get(0);
  }

  @Test
  void aPictureIsKeptAndFoundByItsMessageInItsOrganisationAlone() throws Exception {
    String message =
        server
            .network
            .phone("31600000401")
            .talkTo(ONE.phoneNumberId())
            .sendMedia("image", PICTURE, "image/png", "look");

    Medium found = settled(ONE, message);
    assertThat(found.state()).isEqualTo(State.STORED);
    assertThat(found.mimeType()).isEqualTo("image/png");
    assertThat(found.size()).isEqualTo(PICTURE.length);
    try (InputStream in = media.open(found).orElseThrow()) {
      assertThat(in.readAllBytes()).isEqualTo(PICTURE);
    }
    assertThat(media.of(TWO.bot().organization(), ONE.bot().channel(), message)).isEmpty();
    Until.holds(
        "the message is kept under the same names",
        PATIENCE,
        () ->
            TestDatabase.rows(
                        address,
                        "messages",
                        "select id from messages where channel_id = '%s' and external_id = '%s'"
                            .formatted(ONE.bot().channel(), message))
                    .size()
                == 1);
  }

  @Test
  void malwareIsNotKept() throws Exception {
    String message =
        server
            .network
            .phone("31600000405")
            .talkTo(ONE.phoneNumberId())
            .sendMedia(
                "document",
                MediaScanContract.EICAR.getBytes(StandardCharsets.UTF_8),
                "text/plain",
                null);

    Medium found = settled(ONE, message);
    assertThat(found.state()).isEqualTo(State.INFECTED);
    assertThat(media.open(found)).isEmpty();
  }

  @Test
  void whatACustomerChangedAndWhatAPersonAnsweredFromThePhoneIsFetchedToo() throws Exception {
    String original =
        server
            .network
            .phone("31600000406")
            .talkTo(ONE.phoneNumberId())
            .sendMedia("image", PICTURE, "image/png", null);
    settled(ONE, original);
    String source =
        TestDatabase.rows(
                address,
                "inbound_media",
                "select source_id from inbound_media where message_id = '%s'".formatted(original))
            .get(0);
    String value =
        """
        {"messaging_product": "whatsapp",
          "metadata": {"display_phone_number": "1", "phone_number_id": "%s"},
          "contacts": [{"profile": {"name": "Ada"}, "wa_id": "31600000406"}], %s}
        """;
    String image =
        """
        "type": "image", "image": {"id": "%s", "mime_type": "image/png"}
        """
            .formatted(source);
    String edit =
        """
        "messages": [{"from": "31600000406", "id": "wamid.edit", "timestamp": "%d", "type": "edit",
          "edit": {"original_message_id": "%s", "message": {%s}}}]
        """
            .formatted(System.currentTimeMillis() / 1000, original, image);
    String echo =
        """
        "message_echoes": [{"from": "1", "to": "31600000406", "id": "wamid.echo",
          "timestamp": "%d", %s}]
        """
            .formatted(System.currentTimeMillis() / 1000, image);

    String number = ONE.phoneNumberId();
    server.post(
        ONE,
        TestServer.webhook(
            List.of(
                "{\"field\": \"messages\", \"value\": %s}".formatted(value.formatted(number, edit)),
                "{\"field\": \"smb_message_echoes\", \"value\": %s}"
                    .formatted(value.formatted(number, echo)))));

    for (String message : List.of("wamid.edit", "wamid.echo")) {
      Medium found = settled(ONE, message);
      assertThat(found.state()).as(message).isEqualTo(State.STORED);
      assertThat(found.size()).isEqualTo(PICTURE.length);
    }
  }

  @Test
  void aRepeatedMessageIsFetchedOnce() throws Exception {
    String body =
        TestServer.webhook(
            List.of(
                """
                {"field": "messages", "value": {"messaging_product": "whatsapp",
                  "metadata": {"display_phone_number": "1", "phone_number_id": "%s"},
                  "contacts": [{"profile": {"name": "Ada"}, "wa_id": "31600000402"}],
                  "messages": [{"from": "31600000402", "id": "wamid.gone", "timestamp": "%d",
                    "type": "document", "document": {"id": "404404", "mime_type": "text/plain",
                      "filename": "../a\\u0000b.txt"}}]}}
                """
                    .formatted(ONE.phoneNumberId(), System.currentTimeMillis() / 1000)));
    for (int i = 0; i < 3; i++) {
      assertThat(server.post(ONE, body).statusCode()).isEqualTo(200);
    }

    Medium found = settled(ONE, "wamid.gone");
    assertThat(found.state()).as("the network has it no longer").isEqualTo(State.UNAVAILABLE);
    assertThat(found.why()).isNotBlank();
    assertThat(media.open(found)).isEmpty();
    assertThat(TestDatabase.rows(address, "media_fetches", "select id from media_fetches"))
        .isEmpty();
  }

  @Test
  void aNumberWithoutATokenGetsItsMediaWhenItIsConnectedAgain() throws Exception {
    TestNumber number = new TestNumber("106540352242951", "secret-canary-1");
    BotRef bot = number.bot();
    number.deploy(server.server.deployments());
    server
        .server
        .deployments()
        .whatsApp(bot, new WhatsAppAccount("waba-951", null, number.appSecret(), null));
    server.network.register(number.inSandbox(server.url));
    String message =
        server
            .network
            .phone("31600000403")
            .talkTo(number.phoneNumberId())
            .sendMedia("image", PICTURE, "image/png", null);
    Until.holds(
        "it was tried",
        PATIENCE,
        () ->
            TestDatabase.rows(
                        address,
                        "media_fetches",
                        "select id from media_fetches where attempts = 1 and lent_until < now()")
                    .size()
                == 1);
    assertThat(media.of(bot.organization(), bot.channel(), message).get(0).state())
        .isEqualTo(State.WAITING);

    server
        .server
        .deployments()
        .whatsApp(bot, new WhatsAppAccount("waba-951", "token-canary", number.appSecret(), null));

    assertThat(settled(number, message).state()).isEqualTo(State.STORED);
  }

  @Test
  void aNumberAt360DialogFetchesThroughIt() throws Exception {
    TestNumber number = new TestNumber("106540352242952", "");
    BotRef bot = number.bot();
    number.deploy(server.server.deployments());
    server
        .server
        .deployments()
        .whatsApp(
            bot,
            new WhatsAppAccount(
                WhatsAppProvider.DIALOG_360, "waba-952", "key-canary", null, "secret-952"));
    server.network.register(
        number.inSandbox(server.url).withAppSecret(null).withAccessToken("key-canary"));
    new Dialog360Setup(new GraphApi(GraphSettings.DEFAULT.withBaseUrl(server.network.baseUrl())))
        .webhook(
            "key-canary",
            URI.create(server.url + number.path()),
            Map.of("X-Webhook-Secret", "secret-952"));
    String message =
        server
            .network
            .phone("31600000404")
            .talkTo(number.phoneNumberId())
            .sendMedia(
                "document", "%PDF-1.7 x".getBytes(StandardCharsets.UTF_8), "application/pdf", null);

    Medium found = settled(number, message);
    assertThat(found.state()).isEqualTo(State.STORED);
    assertThat(found.mimeType()).isEqualTo("application/pdf");
    try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
      assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
    }
  }
}
