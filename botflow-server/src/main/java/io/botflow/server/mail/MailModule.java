package io.botflow.server.mail;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.botflow.server.config.MailConfig;
import io.botflow.server.http.Routes;

/** Mail to people. */
public final class MailModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(LocalMailbox.class).in(Scopes.SINGLETON);
    bind(Mailer.class).in(Scopes.SINGLETON);
  }

  @Provides
  @Singleton
  MailService service(MailConfig config, LocalMailbox mailbox) {
    return config.local() ? mailbox : new SmtpService(config);
  }

  @ProvidesIntoSet
  Routes page(MailConfig config, LocalMailbox mailbox) {
    return config.local() ? new MailPage(mailbox) : routes -> {};
  }
}
