package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.account.Account;
import io.botflow.server.config.Secret;
import io.botflow.server.faults.Until;
import io.botflow.server.media.ReceivedMedia;
import io.botflow.server.media.ReceivedMedia.Medium;
import io.botflow.server.media.ReceivedMedia.State;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.media.MediaUpload;
import io.botflow.whatsapp.media.TestBucket;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose media are in a bucket: by its settings alone, there and back. */
class MediaInBucketTest {
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 3, 4};
  private static final String SECRET = "secret-canary-bucket";

  @TempDir private static Path folder;

  @Test
  void whatACustomerSendsLiesInTheBucketAndGoesOutFromThere() throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    try (TestBucket bucket = new TestBucket(SECRET);
        TestServer server =
            new TestServer(
                TestDatabase.environment(address, TestDatabase.port(address)), settings(bucket))) {
      BotRef bot = ONE.bot();
      ReceivedMedia media = server.server.media();
      String message =
          server
              .network
              .phone("31600000411")
              .talkTo(ONE.phoneNumberId())
              .sendMedia("image", PICTURE, "image/png", "look");
      Until.holds(
          "the picture is stored",
          Duration.ofSeconds(60),
          () ->
              media.of(bot.organization(), bot.channel(), message).stream()
                  .anyMatch(one -> one.state() == State.STORED));
      Medium found = media.of(bot.organization(), bot.channel(), message).get(0);

      assertThat(bucket.types()).hasSize(1).containsValue("image/png");
      assertThat(bucket.types().keySet().iterator().next())
          .startsWith("/media/" + bot.organization() + "/");
      assertThat(folder).as("nothing lies in the folder").isEmptyDirectory();
      Path copy = Files.createTempFile("botflow", ".png");
      try (InputStream in = media.open(found).orElseThrow()) {
        Files.write(copy, in.readAllBytes());
      }
      assertThat(copy).hasBinaryContent(PICTURE);

      MediaUpload sent = media.upload(account(bot), copy, "image/png", "look.png");
      assertThat(sent).isInstanceOf(MediaUpload.Uploaded.class);
      Files.delete(copy);

      media.erase(bot.organization(), List.of(found.id()));
      assertThat(bucket.types()).as("erased").isEmpty();
    }
  }

  /** The number as it was connected. */
  private static Account account(BotRef bot) {
    return new Account(
        bot.organization(),
        bot.channel(),
        Endpoint.META,
        ONE.phoneNumberId(),
        null,
        List.of(),
        null,
        new Secret("token-canary"));
  }

  private static Map<String, String> settings(TestBucket bucket) {
    Map<String, String> settings = new HashMap<>(TestServer.PATIENT);
    settings.put("BOTFLOW_MEDIA_DIRECTORY", folder.toString());
    settings.put("BOTFLOW_MEDIA_S3_ENDPOINT", bucket.url());
    settings.put("BOTFLOW_MEDIA_S3_REGION", TestBucket.REGION);
    settings.put("BOTFLOW_MEDIA_S3_BUCKET", "media");
    settings.put("BOTFLOW_MEDIA_S3_ACCESS_KEY", "AKIAIOSFODNN7EXAMPLE");
    settings.put("BOTFLOW_MEDIA_S3_SECRET_KEY", SECRET);
    return settings;
  }
}
