package io.botflow.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.botflow.testing.SettableClock;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.WhatsAppAccount;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No token ever goes to an address that is not the network's. */
class MediaHostsTest {
  private final MediaHosts hosts = new MediaHosts(GraphSettings.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://lookaside.fbsbx.com/a",
        "https://lookaside.fbsbx.com:8443/a",
        "https://lookaside.fbsbx.com.evil.example/a",
        "https://evil.example/lookaside.fbsbx.com",
        "https://lookaside.fbsbx.com@evil.example/a",
        "https://user:x@lookaside.fbsbx.com/a",
        "https://evilfbcdn.net/a",
        "https://127.0.0.1/a",
        "https://169.254.169.254/latest",
        "https://graph.facebook.com/a",
        "file:///etc/passwd",
        "//lookaside.fbsbx.com/a",
        ""
      })
  void othersAreRefused(String url) {
    assertThat(hosts.allowed(Endpoint.META, url)).isEmpty();
    assertThat(hosts.allowed(Endpoint.DIALOG_360, "https://evil.example/a")).isEmpty();
  }

  @Test
  void theNetworksOwnAreAllowed() {
    String link = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=3";

    assertThat(hosts.allowed(Endpoint.META, link)).contains(HttpUrl.get(link));
    assertThat(hosts.allowed(Endpoint.META, "https://scontent.x.fbcdn.net/a")).isPresent();
    assertThat(hosts.allowed(Endpoint.META, null)).isEqualTo(Optional.empty());
    assertThat(hosts.allowed(Endpoint.DIALOG_360, link))
        .contains(
            HttpUrl.get(
                "https://waba-v2.360dialog.io/whatsapp_business/attachments/?mid=1&ext=2&hash=3"));
  }

  @Test
  void aRedirectIsNotFollowedAndAnExpiredLinkIsAskedForOnceMore(@TempDir Path folder) {
    WireMockServer network =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    WireMockServer stranger =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    network.start();
    stranger.start();
    GraphSettings settings =
        GraphSettings.DEFAULT.withBaseUrl("http://127.0.0.1:" + network.port());
    try (GraphApi api = new GraphApi(settings);
        MediaTransfer transfer =
            new MediaTransfer(
                api, settings, new InMemoryMediaIds(1), folder, new SettableClock())) {
      WhatsAppAccount account = new WhatsAppAccount(Endpoint.META, "111", "secret-token");
      described(network, "1", settings.baseUrl() + "/moved");
      network.stubFor(
          WireMock.get("/moved")
              .willReturn(
                  WireMock.temporaryRedirect("http://127.0.0.1:" + stranger.port() + "/a")));
      assertThat(transfer.download(account, "1", null, 100))
          .isEqualTo(new MediaDownload.Refused("HTTP 302"));

      described(network, "2", "http://127.0.0.1:" + stranger.port() + "/a");
      assertThat(transfer.download(account, "2", null, 100))
          .isEqualTo(new MediaDownload.Refused("an address that is not the network's"));
      assertThat(stranger.getAllServeEvents()).isEmpty();

      described(network, "3", settings.baseUrl() + "/ended");
      network.stubFor(WireMock.get("/ended").willReturn(WireMock.notFound()));
      assertThat(transfer.download(account, "3", null, 100)).isInstanceOf(MediaDownload.Gone.class);
      network.verify(2, WireMock.getRequestedFor(WireMock.urlPathEqualTo("/v26.0/3")));
      network.verify(2, WireMock.getRequestedFor(WireMock.urlEqualTo("/ended")));

      described(network, "4", settings.baseUrl() + "/endless");
      network.stubFor(WireMock.get("/endless").willReturn(WireMock.ok("x".repeat(10_000))));
      assertThat(transfer.download(account, "4", null, 100))
          .isInstanceOf(MediaDownload.TooLarge.class);
      assertThat(folder).isEmptyDirectory();
    } finally {
      network.stop();
      stranger.stop();
    }
  }

  private static void described(WireMockServer network, String id, String url) {
    network.stubFor(
        WireMock.get(WireMock.urlPathEqualTo("/v26.0/" + id))
            .willReturn(WireMock.okJson("{\"url\":\"" + url + "\",\"mime_type\":\"image/png\"}")));
  }
}
