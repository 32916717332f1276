package io.botflow.server.memory;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.server.api.RouteSource;
import io.botflow.server.job.Job;
import io.botflow.spi.Recollection;

/** What bots remember of customers. A host may bind another {@link Recollection}. */
public final class MemoryModule extends AbstractModule {
  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), Recollection.class)
        .setDefault()
        .to(ContactRecollection.class);
    bind(ContactRecollection.class).in(Scopes.SINGLETON);
    bind(ContactMemory.class).in(Scopes.SINGLETON);
    bind(MemoryJob.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Job.class).addBinding().to(MemoryJob.class);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(MemoryRoutes.class);
  }
}
