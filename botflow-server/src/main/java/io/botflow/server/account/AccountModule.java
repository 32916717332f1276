package io.botflow.server.account;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;

/** Connected accounts. */
public final class AccountModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Accounts.class).in(Scopes.SINGLETON);
  }
}
