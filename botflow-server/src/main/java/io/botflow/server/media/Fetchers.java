package io.botflow.server.media;

import io.botflow.server.config.MediaConfig;
import io.botflow.server.config.WhatsAppConfig;
import io.botflow.server.job.JobModule;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.media.ClamAvScan;
import io.botflow.whatsapp.media.FileMediaStorage;
import io.botflow.whatsapp.media.InboundMedia;
import io.botflow.whatsapp.media.InboundMediaSettings;
import io.botflow.whatsapp.media.MediaScan;
import io.botflow.whatsapp.media.MediaStorage;
import io.botflow.whatsapp.media.MediaTransfer;
import io.botflow.whatsapp.media.S3MediaStorage;
import io.botflow.whatsapp.media.S3Settings;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What media go through, by the server's settings. Made when the first medium comes, so that a
 * server without any needs no folder and no bucket. Thread-safe.
 */
final class Fetchers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fetchers.class);

  private final GraphApi graph;
  private final WhatsAppConfig network;
  private final MediaConfig config;
  private final JdbcMediaIds ids;
  private @Nullable MediaStorage storage;
  private @Nullable MediaTransfer transfer;
  private @Nullable InboundMedia inbound;
  private @Nullable MediaScan scan;

  @Inject
  Fetchers(
      @Named(JobModule.BACKGROUND) GraphApi graph,
      WhatsAppConfig network,
      MediaConfig config,
      JdbcMediaIds ids) {
    this.graph = graph;
    this.network = network;
    this.config = config;
    this.ids = ids;
  }

  synchronized MediaStorage storage() {
    if (storage == null) {
      MediaConfig.Bucket bucket = config.bucket();
      storage =
          bucket == null
              ? new FileMediaStorage(config.directory())
              : new S3MediaStorage(
                  new S3Settings(
                      URI.create(bucket.endpoint()),
                      bucket.region(),
                      bucket.name(),
                      bucket.accessKey(),
                      bucket.secretKey().reveal(),
                      bucket.inPath()),
                  InstantSource.system());
    }
    return storage;
  }

  synchronized MediaTransfer transfer() {
    if (transfer == null) {
      try {
        transfer =
            new MediaTransfer(
                graph,
                network.settings(),
                ids,
                Files.createTempDirectory("botflow-media"),
                InstantSource.system());
      } catch (IOException e) {
        throw new UncheckedIOException("no folder for media on their way", e);
      }
    }
    return transfer;
  }

  synchronized InboundMedia inbound() {
    if (inbound == null) {
      inbound = new InboundMedia(transfer(), scan(), storage(), InboundMediaSettings.DEFAULT);
    }
    return inbound;
  }

  synchronized MediaScan scan() {
    if (scan == null) {
      scan = newScan();
    }
    return scan;
  }

  private MediaScan newScan() {
    MediaConfig.Scanner scanner = config.scanner();
    if (scanner == null) {
      LOG.info("Nobody looks for malware in media: BOTFLOW_MEDIA_CLAMAV_HOST is not set");
      return MediaScan.none();
    }
    return new ClamAvScan(scanner.host(), scanner.port(), scanner.timeout());
  }

  @Override
  public synchronized void close() {
    if (inbound != null) {
      inbound.close();
    }
    if (transfer != null) {
      transfer.close();
    }
    if (storage instanceof S3MediaStorage s3) {
      s3.close();
    }
  }
}
