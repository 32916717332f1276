package io.botflow.server.doctor;

import io.botflow.server.config.Secret;
import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Asks an address of the operator's whether anybody is there. */
final class HttpProbe {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .callTimeout(LONGEST)
          .retryOnConnectionFailure(false)
          // A redirect would be followed with the key.
          .followRedirects(false)
          .followSslRedirects(false)
          .build();

  /**
   * The status of the answer to a GET.
   *
   * @param bearer null for no key
   * @throws IOException where there is no answer
   */
  int status(String url, @Nullable Secret bearer) throws IOException {
    Request.Builder request = new Request.Builder().url(url);
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer.reveal());
    }
    try (Response response = client.newCall(request.build()).execute()) {
      return response.code();
    }
  }
}
