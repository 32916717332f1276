package io.botflow.server.knowledge;

import io.botflow.ai.document.IsolatedReader;
import io.botflow.ai.document.ReadDocument;
import io.botflow.server.config.KnowledgeConfig;
import io.botflow.server.config.WorkerConfig;
import io.botflow.server.job.Job;
import io.botflow.server.job.Poller;
import io.botflow.server.outbound.OutboundHttp;
import io.botflow.spi.EmbeddingUnavailable;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads sources and embeds articles, outside of requests and turns, one at a time each. */
final class KnowledgeJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeJob.class);

  /** A source that ends the server each time that it is read is not read a fourth time. */
  private static final int MOST_ATTEMPTS = 3;

  private static final Duration WAIT = Duration.ofMinutes(1);

  private static final int LONGEST_TITLE = 300;

  private final KnowledgeWork lending;
  private final SourceReading sources;
  private final OutboundHttp http;
  private final KnowledgeConfig config;
  private final IsolatedReader reader = IsolatedReader.DEFAULT;
  private final Optional<Embeddings> embeddings;
  private final Poller reading;
  private final Poller embedding;

  @Inject
  KnowledgeJob(
      Databases databases,
      OutboundHttp http,
      KnowledgeConfig config,
      WorkerConfig worker,
      UsedEmbeddings used) {
    Transactions work = databases.work();
    this.lending = new KnowledgeWork(work);
    this.sources = new SourceReading(work);
    this.http = http;
    this.config = config;
    this.embeddings = used.model().map(model -> new Embeddings(work, lending, model));
    // Apart, since a website takes minutes.
    this.reading = new Poller("botflow-sources", worker.poll(), () -> work(false));
    this.embedding = new Poller("botflow-embedding", worker.poll(), () -> work(true));
  }

  @Override
  public void start() {
    reading.start();
    embedding.start();
  }

  @Override
  public void stop() {
    reading.stop();
    embedding.stop();
  }

  private boolean work(boolean embedded) {
    Optional<KnowledgeWork.Lent> lent = lending.claim(embedded);
    lent.ifPresent(this::work);
    return lent.isPresent();
  }

  private void work(KnowledgeWork.Lent lent) {
    try {
      if (!lent.isEmbedding()) {
        read(lent);
      } else if (embeddings.isPresent()) {
        embeddings.get().embed(lent);
      } else {
        sources.gone(lent);
      }
    } catch (EmbeddingUnavailable e) {
      LOG.warn("Articles are embedded later: {}", e.getMessage());
      lending.later(lent, WAIT);
    } catch (IOException e) {
      LOG.warn("A source is read later: {}", e.getMessage());
      lending.later(lent, WAIT);
    } catch (InterruptedException e) {
      // The server stops; another goes on when the lease has ended, or this one after its start.
      lending.later(lent, Duration.ZERO);
      Thread.currentThread().interrupt();
    }
  }

  private void read(KnowledgeWork.Lent lent) throws IOException, InterruptedException {
    Optional<SourceReading.Wanted> wanted = sources.read(lent);
    if (wanted.isEmpty()) {
      sources.gone(lent);
    } else if (lent.attempts() > MOST_ATTEMPTS && wanted.get().content() != null) {
      sources.failed(lent, ReadDocument.Why.TOO_MUCH.text());
    } else if (wanted.get().kind().equals("website")) {
      website(lent, wanted.get());
    } else {
      file(lent, wanted.get());
    }
  }

  private void file(KnowledgeWork.Lent lent, SourceReading.Wanted wanted)
      throws IOException, InterruptedException {
    byte[] content = wanted.content();
    if (content == null) {
      sources.gone(lent);
      return;
    }
    switch (document(new FoundPage(wanted.name(), content))) {
      case ReadDocument.Read read ->
          sources.done(lent, wanted, List.of(found(wanted.name(), read)), List.of());
      case ReadDocument.Refused refused -> sources.failed(lent, refused.why().text());
    }
  }

  private void website(KnowledgeWork.Lent lent, SourceReading.Wanted wanted)
      throws IOException, InterruptedException {
    var website = new Website(http, config.crawlPause(), URI.create(wanted.name()));
    String problem = website.open();
    if (problem != null) {
      sources.failed(lent, problem);
      return;
    }
    List<SourceReading.Found> found = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (String location : website.pages()) {
      FoundPage page = website.page(location);
      if (page != null && document(page) instanceof ReadDocument.Read read) {
        found.add(found(location, read));
      } else {
        skipped.add(location);
      }
      if (!lending.renew(lent)) {
        return;
      }
    }
    if (found.isEmpty()) {
      sources.failed(lent, "None of the website's pages could be read");
    } else {
      sources.done(lent, wanted, found, skipped);
    }
  }

  private ReadDocument document(FoundPage page) throws IOException, InterruptedException {
    Path file = Files.createTempFile("botflow-source", "");
    try {
      Files.write(file, page.content());
      return reader.read(file, name(page.location()));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** The last part of an address or a path, without its query. */
  private static String name(String location) {
    String path = location.split("[?#]", 2)[0];
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static SourceReading.Found found(String location, ReadDocument.Read read) {
    String named = read.title() == null ? name(location) : read.title();
    String text = read.text().replace("\0", "");
    String line = named.replaceAll("[\\s\0]+", " ").strip();
    return new SourceReading.Found(
        location,
        line.isEmpty() ? location : line.substring(0, Math.min(LONGEST_TITLE, line.length())),
        text,
        read.language());
  }
}
