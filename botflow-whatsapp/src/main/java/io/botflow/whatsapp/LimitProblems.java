package io.botflow.whatsapp;

import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the problems of one message. One instance per message, one thread. */
final class LimitProblems {
  private final List<LimitProblem> problems = new ArrayList<>();

  List<LimitProblem> found() {
    return List.copyOf(problems);
  }

  /** The parts that all interactive messages have; a null body, header or footer has no limits. */
  void frame(@Nullable String body, @Nullable Header header, @Nullable String footer) {
    if (body != null) {
      length("body", body, 1, WhatsAppLimits.BODY_LENGTH);
    }
    if (footer != null) {
      length("footer", footer, 1, WhatsAppLimits.FOOTER_LENGTH);
    }
    switch (header) {
      case Header.Words words -> length("header", words.text(), 1, WhatsAppLimits.HEADER_LENGTH);
      case Header.Picture picture -> picture("header", picture);
      case null -> {
        // No header has no limits.
      }
    }
  }

  /** A picture, film or document above a text. */
  void picture(String part, Header.Picture picture) {
    source(part + ".source", picture.source());
    if (picture.kind() == MediaKind.AUDIO || picture.kind() == MediaKind.STICKER) {
      notAllowed(part + ".kind");
    }
  }

  void source(String part, MediaSource source) {
    switch (source) {
      case MediaSource.Link link -> link(part, link.url());
      case MediaSource.Stored stored -> {
        if (stored.id().isBlank()) {
          missing(part);
        }
      }
    }
  }

  void link(String part, String url) {
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      notAllowed(part);
    }
  }

  void length(String part, String text, int min, int max) {
    if (text.length() > max) {
      problems.add(new LimitProblem(part, "too_long", max, text.length()));
    } else if (min > 0 && text.isBlank()) {
      missing(part);
    }
  }

  void count(String part, int count, int min, int max) {
    if (count > max) {
      problems.add(new LimitProblem(part, "too_many", max, count));
    } else if (count < min) {
      problems.add(new LimitProblem(part, "too_few", min, count));
    }
  }

  void unique(String part, Set<String> seen, String value) {
    if (!seen.add(value)) {
      problems.add(new LimitProblem(part, "not_unique", 0, 0));
    }
  }

  void missing(String part) {
    problems.add(new LimitProblem(part, "missing", 0, 0));
  }

  void notAllowed(String part) {
    problems.add(new LimitProblem(part, "not_allowed", 0, 0));
  }
}
