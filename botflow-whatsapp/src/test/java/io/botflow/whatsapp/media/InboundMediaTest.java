package io.botflow.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.testing.SettableClock;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.WhatsAppAccount;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboundMediaTest {
  /** The first medium that the sandbox gives an id to. */
  private static final String FIRST = "900000000000000";

  @TempDir private Path work;
  @TempDir private Path stored;

  private final WhatsAppSandbox sandbox = WhatsAppSandbox.start();
  private final GraphSettings settings = GraphSettings.DEFAULT.withBaseUrl(sandbox.baseUrl());
  private final GraphApi api = new GraphApi(settings);
  private final WhatsAppAccount account = new WhatsAppAccount(Endpoint.META, "111", "token");
  private MediaTransfer transfer;
  private FileMediaStorage storage;

  @BeforeEach
  void start() {
    sandbox.register(SandboxNumber.of("111").withAccessToken("token"));
    transfer = new MediaTransfer(api, settings, new InMemoryMediaIds(1), work, new SettableClock());
    storage = new FileMediaStorage(stored);
  }

  @AfterEach
  void close() {
    transfer.close();
    api.close();
    sandbox.close();
  }

  private InboundMedia inbound(MediaScan scan, InboundMediaSettings bounds) {
    return new InboundMedia(transfer, scan, storage, bounds);
  }

  private void send(byte[] bytes, String mimeType) {
    sandbox.phone("27820000001").talkTo("111").sendMedia("document", bytes, mimeType, null);
  }

  private static MessageContent.Media named(@Nullable String filename) {
    return new MessageContent.Media(
        MediaKind.DOCUMENT, new MediaSource.Stored(FIRST, null, null), null, filename, null, false);
  }

  private static InboundMediaResult get(CompletableFuture<InboundMediaResult> result)
      throws Exception {
    return result.get(20, TimeUnit.SECONDS);
  }

  @Test
  void whatAPersonSentIsStored() throws Exception {
    send(MediaTransferTest.png(), "image/png");
    try (InboundMedia inbound = inbound(MediaScan.none(), InboundMediaSettings.DEFAULT)) {
      InboundMediaResult result =
          get(inbound.fetch("org-1", account, named("../../etc/pass\u0000wd")));

      assertThat(result).isInstanceOf(InboundMediaResult.Stored.class);
      InboundMediaResult.Stored kept = (InboundMediaResult.Stored) result;
      assertThat(kept.mimeType()).isEqualTo("image/png");
      assertThat(kept.filename()).isEqualTo("passwd");
      try (InputStream in = storage.get(kept.key()).orElseThrow()) {
        assertThat(in.readAllBytes()).isEqualTo(MediaTransferTest.png());
      }
      assertThat(work).isEmptyDirectory();
    }
  }

  @Test
  void aPageThatPassesForAPictureIsServedAsWhatItIs() throws Exception {
    send(MediaTransferTest.text("<html><script>alert(1)</script>"), "image/png");
    try (InboundMedia inbound = inbound(MediaScan.none(), InboundMediaSettings.DEFAULT)) {
      assertThat(get(inbound.fetch("org-1", account, named("a.png"))))
          .isInstanceOfSatisfying(
              InboundMediaResult.Stored.class,
              kept -> assertThat(kept.mimeType()).isEqualTo("text/html"));
    }
  }

  @Test
  void malwareIsNotStored() throws Exception {
    send(MediaTransferTest.text(MediaScanContract.EICAR), "text/plain");
    try (FakeClamd daemon = new FakeClamd();
        InboundMedia inbound =
            inbound(
                new ClamAvScan("127.0.0.1", daemon.port(), java.time.Duration.ofSeconds(10)),
                InboundMediaSettings.DEFAULT)) {
      assertThat(get(inbound.fetch("org-1", account, named(null))))
          .isEqualTo(new InboundMediaResult.Infected("Eicar-Test-Signature"));
      daemon.answer("");
      assertThat(get(inbound.fetch("org-1", account, named(null))))
          .isEqualTo(new InboundMediaResult.Later("clamd: no answer"));
    }
    assertThat(stored).isEmptyDirectory();
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void whatIsGoneOrNeverWasIsSaid() throws Exception {
    try (InboundMedia inbound = inbound(MediaScan.none(), InboundMediaSettings.DEFAULT)) {
      assertThat(get(inbound.fetch("org-1", account, named(null))))
          .isInstanceOf(InboundMediaResult.Unavailable.class);
      MessageContent.Media link =
          new MessageContent.Media(
              MediaKind.IMAGE,
              new MediaSource.Link("https://example.com/a.png"),
              null,
              null,
              null,
              false);
      assertThat(get(inbound.fetch("org-1", account, link)))
          .isEqualTo(new InboundMediaResult.Unavailable("the medium is not at the network"));
    }
  }

  @Test
  void moreThanTheBoundsAreTurnedAway() throws Exception {
    send(MediaTransferTest.png(), "image/png");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    MediaScan slow =
        file -> {
          begun.countDown();
          try {
            return go.await(20, TimeUnit.SECONDS)
                ? new MediaScan.Verdict.Clean()
                : new MediaScan.Verdict.Failed("nobody let it go");
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new MediaScan.Verdict.Failed("interrupted");
          }
        };
    try (InboundMedia inbound = inbound(slow, new InboundMediaSettings(1, 2, 1024))) {
      List<CompletableFuture<InboundMediaResult>> taken = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        taken.add(inbound.fetch("org-1", account, named(null)));
      }
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(inbound.fetch("org-1", account, named(null)))
          .isCompletedWithValue(new InboundMediaResult.Later("too many media are waiting"));
      go.countDown();
      for (CompletableFuture<InboundMediaResult> one : taken) {
        assertThat(get(one)).isInstanceOf(InboundMediaResult.Stored.class);
      }
    }
  }

  @Test
  void aStorageThatIsAwayIsLater() throws Exception {
    send(MediaTransferTest.png(), "image/png");
    MediaStorage away =
        new MediaStorage() {
          @Override
          public void put(MediaKey key, Path file, String mimeType) {
            throw new MediaStorageUnavailable("away", null);
          }

          @Override
          public java.util.Optional<InputStream> get(MediaKey key, long first) {
            return java.util.Optional.empty();
          }

          @Override
          public void delete(MediaKey key) {
            throw new MediaStorageUnavailable("away", null);
          }
        };
    try (InboundMedia inbound =
        new InboundMedia(transfer, MediaScan.none(), away, InboundMediaSettings.DEFAULT)) {
      assertThat(get(inbound.fetch("org-1", account, named(null))))
          .isEqualTo(new InboundMediaResult.Later("MediaStorageUnavailable"));
    }
    assertThat(work).isEmptyDirectory();
  }
}
