package io.botflow.server.memory;

import io.botflow.server.config.WorkerConfig;
import io.botflow.server.job.Job;
import io.botflow.server.job.Poller;
import io.botflow.server.runtime.ServerModel;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.store.jdbc.Databases;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads conversations that came to their end, one at a time, and remembers what the customer said.
 * Without a language model nothing is read.
 */
final class MemoryJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryJob.class);

  /** What a model cannot read three times is not read. */
  private static final int MOST_ATTEMPTS = 3;

  private static final Duration WAIT = Duration.ofMinutes(5);

  private final MemoryWork work;
  private final Optional<ChatModel> model;
  private final @Nullable Poller poller;

  @Inject
  MemoryJob(Databases databases, ServerModel model, WorkerConfig worker) {
    this.work = new MemoryWork(databases.work());
    this.model = model.model();
    this.poller =
        this.model.isPresent() ? new Poller("botflow-memory", worker.poll(), this::work) : null;
  }

  @Override
  public void start() {
    if (poller != null) {
      poller.start();
    }
  }

  @Override
  public void stop() {
    if (poller != null) {
      poller.stop();
    }
  }

  private boolean work() {
    Optional<MemoryWork.Lent> lent = work.claim();
    lent.ifPresent(this::read);
    return lent.isPresent();
  }

  private void read(MemoryWork.Lent lent) {
    MemoryWork.Reading reading = work.read(lent).orElse(null);
    if (reading == null) {
      return;
    }
    if (reading.lines().stream().noneMatch(MemoryWork.Line::customer)) {
      work.done(lent, reading, null);
      return;
    }
    MemoryNotes found =
        switch (model.orElseThrow().chat(MemoryNotes.request(lent, reading))) {
          case ChatReply.Answer answer -> MemoryNotes.read(answer.text(), reading.lines());
          case ChatReply.Failed failed -> {
            LOG.warn("A conversation is read later: {}", failed.why());
            yield null;
          }
        };
    if (found != null || lent.attempts() >= MOST_ATTEMPTS) {
      work.done(lent, reading, found);
    } else {
      work.later(lent, WAIT);
    }
  }
}
