package io.botflow.server.config;

import java.util.Map;

/** All settings of a server. */
public record ServerConfig(
    HttpConfig http,
    DatabaseConfig database,
    WhatsAppConfig whatsApp,
    ModelConfig model,
    WorkerConfig worker,
    ApiConfig api,
    MailConfig mail,
    SecretConfig secrets) {

  /**
   * Reads the {@code BOTFLOW_*} variables of an environment, and the YAML file that {@code
   * BOTFLOW_CONFIG} names.
   *
   * @throws ConfigurationException with every problem: a value that makes no sense, a key that does
   *     not exist
   */
  public static ServerConfig read(Map<String, String> environment) {
    Settings settings = Settings.read(environment);
    DatabaseConfig database = DatabaseConfig.read(settings);
    ServerConfig config =
        new ServerConfig(
            HttpConfig.read(settings),
            database,
            WhatsAppConfig.read(settings),
            ModelConfig.read(settings),
            WorkerConfig.read(settings),
            ApiConfig.read(settings),
            MailConfig.read(settings),
            SecretConfig.read(settings, database.dataDirectory()));
    settings.finish();
    return config;
  }
}
