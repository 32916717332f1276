package io.botflow.server.config;

import java.util.List;
import java.util.Map;

/** All settings of a server. */
public record ServerConfig(
    HttpConfig http,
    DatabaseConfig database,
    WhatsAppConfig whatsApp,
    MetaAppConfig metaApp,
    MediaConfig media,
    ModelConfig model,
    KnowledgeConfig knowledge,
    TranslationConfig translation,
    WorkerConfig worker,
    ApiConfig api,
    MailConfig mail,
    SecretConfig secrets,
    ErasureConfig erasure,
    WebChatConfig webChat,
    OutboundConfig outbound) {

  /**
   * Reads the {@code BOTFLOW_*} variables of an environment, and the YAML file that {@code
   * BOTFLOW_CONFIG} names.
   *
   * @throws ConfigurationException with every problem: a value that makes no sense, a key that does
   *     not exist
   */
  public static ServerConfig read(Map<String, String> environment) {
    ConfigurationReport report = examine(environment);
    if (report.config() == null) {
      throw new ConfigurationException(report.problems());
    }
    return report.config();
  }

  /** As {@link #read}, but tells what is wrong in place of throwing, and shows what is set. */
  public static ConfigurationReport examine(Map<String, String> environment) {
    Settings settings = Settings.read(environment);
    DatabaseConfig database = DatabaseConfig.read(settings);
    ServerConfig config =
        new ServerConfig(
            HttpConfig.read(settings),
            database,
            WhatsAppConfig.read(settings),
            MetaAppConfig.read(settings),
            MediaConfig.read(settings),
            ModelConfig.read(settings),
            KnowledgeConfig.read(settings),
            TranslationConfig.read(settings),
            WorkerConfig.read(settings),
            ApiConfig.read(settings),
            MailConfig.read(settings),
            SecretConfig.read(settings, database.dataDirectory()),
            ErasureConfig.read(settings, database.dataDirectory()),
            WebChatConfig.read(settings),
            OutboundConfig.read(settings));
    List<String> problems = settings.problems();
    return new ConfigurationReport(settings.shown(), problems, problems.isEmpty() ? config : null);
  }
}
