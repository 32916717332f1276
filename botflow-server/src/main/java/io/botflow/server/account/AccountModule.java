package io.botflow.server.account;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.secret.SealedColumn;
import io.botflow.store.jdbc.Sealing;

/** Connected accounts. */
public final class AccountModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Accounts.class).in(Scopes.SINGLETON);
    bind(AccountSecrets.class).in(Scopes.SINGLETON);
    bind(Sealing.class).to(AccountSecrets.class);
    Multibinder<SealedColumn> sealed = Multibinder.newSetBinder(binder(), SealedColumn.class);
    PlainSecrets.COLUMNS.forEach(column -> sealed.addBinding().toInstance(column));
  }
}
