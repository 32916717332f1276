package io.botflow.server.contact;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.api.RouteSource;

/** Customers. */
public final class ContactModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Contacts.class).in(Scopes.SINGLETON);
    bind(ContactRecords.class).in(Scopes.SINGLETON);
    bind(ErasureLedger.class).in(Scopes.SINGLETON);
    bind(Erasure.class).in(Scopes.SINGLETON);
    bind(RepeatedErasures.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(ContactRoutes.class);
  }
}
