package io.botflow.whatsapp.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.testing.SettableClock;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.WhatsAppAccount;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media at the sandbox, by Meta's paths and by 360dialog's. */
class MediaTransferTest {
  private static final byte[] PNG =
      "\u0089PNG\r\n\u001a\nPIXELS".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  private static final long MAX = 1024;

  @TempDir private Path folder;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T09:00:00Z"));
  private final WhatsAppSandbox sandbox =
      WhatsAppSandbox.start(SandboxOptions.DEFAULT.withClock(clock.withZone(ZoneOffset.UTC)));
  private final GraphSettings settings = GraphSettings.DEFAULT.withBaseUrl(sandbox.baseUrl());
  private final GraphApi api = new GraphApi(settings);
  private final WhatsAppAccount meta = new WhatsAppAccount(Endpoint.META, "111", "token");
  private final WhatsAppAccount dialog360 =
      new WhatsAppAccount(Endpoint.DIALOG_360, "111", "token");

  MediaTransferTest() {
    sandbox.register(SandboxNumber.of("111").withAccessToken("token"));
  }

  @AfterEach
  void close() {
    api.close();
    sandbox.close();
  }

  private MediaTransfer transfer() {
    return new MediaTransfer(api, settings, new InMemoryMediaIds(10), folder, clock);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(folder, "upload", null), bytes);
  }

  private String uploaded(MediaTransfer transfer) throws IOException {
    return ((MediaUpload.Uploaded) transfer.upload(meta, file(PNG), "image/png", "a.png")).id();
  }

  private long filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("media-")).count();
    }
  }

  @Test
  void theSameContentIsUploadedOnceIn29Days() throws Exception {
    try (MediaTransfer transfer = transfer()) {
      String id = uploaded(transfer);
      assertThat(transfer.upload(meta, file(PNG), "image/png", "b.png"))
          .isEqualTo(
              new MediaUpload.Uploaded(id, clock.instant().plus(MediaTransfer.ID_LIFE), true));
      clock.advance(MediaTransfer.ID_LIFE);
      assertThat(uploaded(transfer)).isNotEqualTo(id);
    }
  }

  @Test
  void whatTheNetworkWouldRefuseIsNotSent() throws Exception {
    try (MediaTransfer transfer = transfer()) {
      assertThat(transfer.upload(meta, file(PNG), "image/jpeg", "a.jpg"))
          .isEqualTo(
              new MediaUpload.Invalid(
                  "the file is called image/jpeg, and its bytes are image/png"));
      assertThat(transfer.upload(meta, file(PNG), "image/tiff", "a.tiff"))
          .isInstanceOf(MediaUpload.Invalid.class);
      assertThat(transfer.upload(meta, file(new byte[0]), "image/png", "a.png"))
          .isInstanceOf(MediaUpload.Invalid.class);
      assertThat(transfer.upload(meta, folder.resolve("none"), "image/png", "a.png"))
          .isInstanceOf(MediaUpload.Invalid.class);
    }
  }

  @Test
  void downloadsByBothDialects() throws Exception {
    try (MediaTransfer transfer = transfer()) {
      String id = uploaded(transfer);
      for (WhatsAppAccount account : new WhatsAppAccount[] {meta, dialog360}) {
        MediaDownload got = transfer.download(account, id, null, MAX);
        assertThat(got).isInstanceOf(MediaDownload.Downloaded.class);
        try (MediaFile file = ((MediaDownload.Downloaded) got).file()) {
          assertThat(Files.readAllBytes(file.path())).isEqualTo(PNG);
          assertThat(file.declared()).isEqualTo("image/png");
          assertThat(file.detected()).isEqualTo("image/png");
          assertThat(file.size()).isEqualTo(PNG.length);
        }
      }
      assertThat(filesInFolder()).isZero();
    }
  }

  @Test
  void whatIsGoneTooLargeOrNotTheAnnouncedIsSaid() throws Exception {
    try (MediaTransfer transfer = transfer()) {
      String id = uploaded(transfer);
      assertThat(transfer.download(meta, id, null, PNG.length - 1))
          .isEqualTo(new MediaDownload.TooLarge(PNG.length, PNG.length - 1));
      assertThat(transfer.download(meta, id, "AAAA", MAX))
          .isInstanceOf(MediaDownload.Corrupt.class);
      clock.advance(Duration.ofDays(30));
      assertThat(transfer.download(meta, id, null, MAX)).isInstanceOf(MediaDownload.Gone.class);
      assertThat(transfer.download(meta, "..", null, MAX)).isInstanceOf(MediaDownload.Gone.class);
      assertThat(
              transfer.download(new WhatsAppAccount(Endpoint.META, "111", "wrong"), id, null, MAX))
          .isInstanceOf(MediaDownload.Refused.class);
      assertThat(filesInFolder()).isZero();
    }
  }

  @Test
  void mediaOfPeopleEndAfterSevenDays() throws Exception {
    try (MediaTransfer transfer = transfer()) {
      sandbox.phone("27820000001").talkTo("111").sendImage(PNG, "image/png", null);
      assertThat(transfer.download(meta, "900000000000000", null, MAX))
          .isInstanceOf(MediaDownload.Downloaded.class);
      clock.advance(Duration.ofDays(7));
      assertThat(transfer.download(meta, "900000000000000", null, MAX))
          .isInstanceOf(MediaDownload.Gone.class);
    }
  }

  @Test
  void aMediumThatFailedAt360dialogIsNotAskedForAgainWithinTheHour() throws Exception {
    try (MediaTransfer transfer = transfer()) {
      assertThat(transfer.download(dialog360, "123", null, MAX))
          .isInstanceOf(MediaDownload.Gone.class);
      assertThat(transfer.download(dialog360, "123", null, MAX))
          .isEqualTo(new MediaDownload.Refused("this medium failed within the last hour"));
      clock.advance(Duration.ofHours(1));
      assertThat(transfer.download(dialog360, "123", null, MAX))
          .isInstanceOf(MediaDownload.Gone.class);
    }
  }

  @Test
  void nothingListensIsLater() {
    GraphSettings nowhere = GraphSettings.DEFAULT.withBaseUrl("http://127.0.0.1:1");
    try (GraphApi closed = new GraphApi(nowhere);
        MediaTransfer transfer =
            new MediaTransfer(closed, nowhere, new InMemoryMediaIds(10), folder, clock)) {
      assertThat(transfer.download(meta, "1", null, MAX)).isInstanceOf(MediaDownload.Later.class);
    }
  }

  static byte[] png() {
    return PNG.clone();
  }

  static byte[] text(String words) {
    return words.getBytes(UTF_8);
  }
}
