package io.botflow.server.conversation;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.botflow.server.api.RouteSource;
import io.botflow.server.job.Job;
import io.botflow.server.job.Poller;
import io.botflow.server.live.LiveContent;
import io.botflow.server.organization.Departure;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.InboxProjection;
import io.botflow.store.jdbc.MessageRetries;
import java.time.Duration;

/** The inbox. */
public final class ConversationModule extends AbstractModule {
  /** What people see is about as old; a look that finds nothing reads a few pages. */
  private static final Duration LOOK = Duration.ofMillis(300);

  @Override
  protected void configure() {
    bind(ConversationList.class).in(Scopes.SINGLETON);
    bind(Labels.class).in(Scopes.SINGLETON);
    bind(CannedReplies.class).in(Scopes.SINGLETON);
    bind(ServiceWindows.class).in(Scopes.SINGLETON);
    bind(ConversationWork.class).in(Scopes.SINGLETON);
    bind(MessageList.class).in(Scopes.SINGLETON);
    bind(Replies.class).in(Scopes.SINGLETON);
    bind(Handoffs.class).in(Scopes.SINGLETON);
    bind(SavedViews.class).in(Scopes.SINGLETON);
    bind(Notes.class).in(Scopes.SINGLETON);
    bind(LiveContent.class).to(LiveConversations.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Departure.class).addBinding().to(LeftBehind.class);
    Multibinder<RouteSource> routes = Multibinder.newSetBinder(binder(), RouteSource.class);
    routes.addBinding().to(ConversationRoutes.class);
    routes.addBinding().to(MessageRoutes.class);
    routes.addBinding().to(LabelRoutes.class);
    routes.addBinding().to(CannedReplyRoutes.class);
    routes.addBinding().to(HandoffRoutes.class);
    routes.addBinding().to(SavedViewRoutes.class);
  }

  @Provides
  @Singleton
  MessageRetries retries(Databases databases) {
    return new MessageRetries(databases);
  }

  @ProvidesIntoSet
  Job projection(Databases databases) {
    InboxProjection projection = new InboxProjection(databases);
    return new Poller(
        "botflow-inbox",
        LOOK,
        () -> {
          projection.run();
          // Never again at once: what comes in between is less work the more of it there is.
          return false;
        });
  }
}
