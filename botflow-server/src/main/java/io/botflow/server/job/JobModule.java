package io.botflow.server.job;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.config.WhatsAppConfig;
import io.botflow.whatsapp.GraphApi;
import jakarta.inject.Named;

/** Work beside turns and sendings; features add their {@link Job}s. */
public final class JobModule extends AbstractModule {
  /**
   * Names the Graph API as jobs use it: over connections of their own, so that no message waits.
   */
  public static final String BACKGROUND = "background";

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Job.class);
    bind(Jobs.class).in(Scopes.SINGLETON);
  }

  @Provides
  @Singleton
  @Named(BACKGROUND)
  GraphApi graph(WhatsAppConfig config) {
    return new GraphApi(config.settings());
  }
}
