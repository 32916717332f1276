package io.botflow.server.config;

import com.google.inject.AbstractModule;

/** Gives each feature the settings that concern it. */
public final class ConfigModule extends AbstractModule {
  private final ServerConfig config;

  /** Settings that were read and checked. */
  public ConfigModule(ServerConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    bind(HttpConfig.class).toInstance(config.http());
    bind(DatabaseConfig.class).toInstance(config.database());
    bind(WhatsAppConfig.class).toInstance(config.whatsApp());
    bind(MetaAppConfig.class).toInstance(config.metaApp());
    bind(MediaConfig.class).toInstance(config.media());
    bind(ModelConfig.class).toInstance(config.model());
    bind(KnowledgeConfig.class).toInstance(config.knowledge());
    bind(TranslationConfig.class).toInstance(config.translation());
    bind(WorkerConfig.class).toInstance(config.worker());
    bind(ApiConfig.class).toInstance(config.api());
    bind(MailConfig.class).toInstance(config.mail());
    bind(SecretConfig.class).toInstance(config.secrets());
    bind(ErasureConfig.class).toInstance(config.erasure());
    bind(WebChatConfig.class).toInstance(config.webChat());
    bind(OutboundConfig.class).toInstance(config.outbound());
  }
}
