package io.botflow.server.media;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.api.RouteSource;
import io.botflow.server.job.Job;

/** Media that people send and get. */
public final class MediaModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Fetchers.class).in(Scopes.SINGLETON);
    bind(ReceivedMedia.class).in(Scopes.SINGLETON);
    bind(UploadedMedia.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(MediaRoutes.class);
    bind(MediaJob.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Job.class).addBinding().to(MediaJob.class);
  }
}
