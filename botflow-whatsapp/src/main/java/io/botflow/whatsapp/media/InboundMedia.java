package io.botflow.whatsapp.media;

import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.whatsapp.WhatsAppAccount;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what a webhook named, has it scanned, and stores it: on virtual threads of its own and
 * within bounds, never on the thread that answers a webhook.
 *
 * <p>Safe for use by many threads. What is in flight when the process ends is lost; the message
 * stays, and the network keeps its medium for 7 days, so that a host fetches it again.
 */
public final class InboundMedia implements AutoCloseable {
  private static final int MAX_NAME = 200;

  private final MediaTransfer transfer;
  private final MediaScan scan;
  private final MediaStorage storage;
  private final InboundMediaSettings settings;
  private final Semaphore taken;
  private final Semaphore running;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("media-", 0).factory());

  /** Starts nothing until the first medium comes. */
  public InboundMedia(
      MediaTransfer transfer, MediaScan scan, MediaStorage storage, InboundMediaSettings settings) {
    this.transfer = transfer;
    this.scan = scan;
    this.storage = storage;
    this.settings = settings;
    this.taken = new Semaphore(settings.running() + settings.waiting());
    this.running = new Semaphore(settings.running(), true);
  }

  /**
   * Fetches a medium; returns at once. The future never fails: whatever happens is its value.
   *
   * @param organization whose storage it goes to
   */
  public CompletableFuture<InboundMediaResult> fetch(
      String organization, WhatsAppAccount account, MessageContent.Media media) {
    if (!(media.source() instanceof MediaSource.Stored stored)) {
      return done(new InboundMediaResult.Unavailable("the medium is not at the network"));
    }
    MediaKey key = MediaKey.create(organization);
    if (!taken.tryAcquire()) {
      return done(new InboundMediaResult.Later("too many media are waiting"));
    }
    CompletableFuture<InboundMediaResult> result = new CompletableFuture<>();
    try {
      threads.execute(
          () -> {
            try {
              result.complete(inTurn(key, account, stored, media.filename()));
            } catch (RuntimeException | Error e) {
              // A storage that is away, or a defect: the medium is still at the network.
              result.complete(new InboundMediaResult.Later(e.getClass().getSimpleName()));
            } finally {
              taken.release();
            }
          });
    } catch (RejectedExecutionException e) {
      taken.release();
      return done(new InboundMediaResult.Later("the process is stopping"));
    }
    return result;
  }

  private InboundMediaResult inTurn(
      MediaKey key, WhatsAppAccount account, MediaSource.Stored source, @Nullable String filename) {
    try {
      running.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new InboundMediaResult.Later("the process is stopping");
    }
    try {
      return switch (transfer.download(
          account, source.id(), source.sha256(), settings.maxBytes())) {
        case MediaDownload.Downloaded downloaded -> {
          try (MediaFile file = downloaded.file()) {
            yield keep(key, file, filename);
          }
        }
        case MediaDownload.Gone gone -> new InboundMediaResult.Unavailable(gone.why());
        case MediaDownload.TooLarge large ->
            new InboundMediaResult.Unavailable(
                large.size() + " bytes, taken are " + large.max() + " at most");
        // A transfer that was cut inside its last packet looks the same, so once more is right.
        case MediaDownload.Corrupt corrupt -> new InboundMediaResult.Later(corrupt.why());
        // A token that is not accepted is replaced when its owner connects the number again.
        case MediaDownload.Refused refused -> new InboundMediaResult.Later(refused.why());
        case MediaDownload.Later later -> new InboundMediaResult.Later(later.why());
      };
    } finally {
      running.release();
    }
  }

  private InboundMediaResult keep(MediaKey key, MediaFile file, @Nullable String filename) {
    return switch (scan.scan(file.path())) {
      case MediaScan.Verdict.Infected infected -> new InboundMediaResult.Infected(infected.name());
      case MediaScan.Verdict.Failed failed -> new InboundMediaResult.Later(failed.why());
      case MediaScan.Verdict.Clean ignored -> {
        String type =
            MediaTypes.fits(file.declared(), file.detected()) ? file.declared() : file.detected();
        storage.put(key, file.path(), type);
        yield new InboundMediaResult.Stored(key, type, file.size(), file.sha256(), plain(filename));
      }
    };
  }

  /** A name without folders and control characters, for people only: it names no file here. */
  private static @Nullable String plain(@Nullable String name) {
    if (name == null) {
      return null;
    }
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("\\p{Cntrl}", "").strip();
    String shown = clean.length() > MAX_NAME ? clean.substring(0, MAX_NAME) : clean;
    return shown.isEmpty() ? null : shown;
  }

  private static CompletableFuture<InboundMediaResult> done(InboundMediaResult result) {
    return CompletableFuture.completedFuture(result);
  }

  /** Takes no more, and interrupts what waits. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
