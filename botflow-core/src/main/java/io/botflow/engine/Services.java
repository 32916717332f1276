package io.botflow.engine;

import io.botflow.spi.ChatModel;
import io.botflow.spi.Desk;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.IntentClassifier;
import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Moderator;
import io.botflow.spi.Recollection;
import org.jspecify.annotations.Nullable;

/**
 * What flows may ask outside. A service that is null is not there: a node that needs it fails by
 * its {@code error} or {@code uncertain} port, and the customer still gets an answer or a person.
 */
public record Services(
    @Nullable HttpCaller http,
    @Nullable ChatModel model,
    @Nullable KnowledgeBase knowledge,
    @Nullable IntentClassifier intents,
    @Nullable Desk desk,
    @Nullable Moderator moderator,
    @Nullable Recollection recollection) {
  /** Nothing outside. */
  public static final Services NONE = new Services(null, null, null, null, null);

  /** Without anybody who looks at what is said or remembers. */
  public Services(
      @Nullable HttpCaller http,
      @Nullable ChatModel model,
      @Nullable KnowledgeBase knowledge,
      @Nullable IntentClassifier intents,
      @Nullable Desk desk) {
    this(http, model, knowledge, intents, desk, null, null);
  }
}
