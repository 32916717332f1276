package io.botflow.server.config;

import org.jspecify.annotations.Nullable;

/**
 * How people and programs use the server.
 *
 * @param publicUrl where people reach it, as links in mails say; null for this machine alone
 * @param proxies how many trusted proxies stand in front, each adding to {@code X-Forwarded-For}
 * @param requestsPerMinute of one network address, and of one person or key
 * @param guessesPerMinute of one network address, where passwords and tokens could be guessed
 */
public record ApiConfig(
    @Nullable String publicUrl, int proxies, int requestsPerMinute, int guessesPerMinute) {
  static ApiConfig read(Settings settings) {
    return new ApiConfig(
        settings
            .about(
                "where people reach the server, as links in mails say; without it this machine alone")
            .url("http.public_url"),
        settings
            .about("how many proxies of one's own stand in front, each adding to X-Forwarded-For")
            .number("http.proxies", 0, 0, 10),
        settings
            .about("API requests of one network address, and of one person or key")
            .number("http.requests_per_minute", 600, 1, 1_000_000),
        settings
            .about("the same where passwords and tokens could be guessed")
            .number("http.guesses_per_minute", 30, 1, 1_000_000));
  }
}
