package io.botflow.server.webchat;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.botflow.server.http.Routes;
import io.botflow.server.runtime.Background;
import io.botflow.spi.Channel;

/** The web chat. */
public final class WebChatModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(WebChatTable.class).in(Scopes.SINGLETON);
    bind(WebChats.class).in(Scopes.SINGLETON);
    bind(Lines.class).in(Scopes.SINGLETON);
    bind(Reception.class).in(Scopes.SINGLETON);
    bind(WebChatChannel.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Channel.class).addBinding().to(WebChatChannel.class);
    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(WebChatRoutes.class);
  }

  @ProvidesIntoSet
  Background lines(Lines lines) {
    return new Background() {
      @Override
      public void start() {
        lines.start();
      }

      @Override
      public void close() {
        lines.close();
      }
    };
  }
}
