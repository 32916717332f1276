package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How the dashboard's files are served. */
class DashboardFilesTest {

  @Test
  void pagesAreForBrowsersAndWhatIsMissingIsMissing() throws Exception {
    assumeFalse(Boolean.getBoolean("dashboard.skip"), "the dashboard is left out");
    try (TestServer server = TestServer.onFreshDatabase()) {
      HttpResponse<String> start = asBrowser(server, "/");
      assertThat(start.statusCode()).isEqualTo(200);
      assertThat(start.headers().firstValue("Cache-Control")).contains("no-cache");
      assertThat(start.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(start.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "http");
      assertThat(start.body()).doesNotContain("http:", "https:");

      Matcher script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(start.body());
      assertThat(script.find()).isTrue();
      HttpResponse<String> file = asBrowser(server, script.group(1));
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");

      assertThat(asBrowser(server, "/bots/of/mine").body()).isEqualTo(start.body());
      for (String missing :
          new String[] {"/api/nope", "/assets/none.js", "/assets/..%2findex.html", "/none.js"}) {
        assertThat(asBrowser(server, missing).statusCode()).as(missing).isIn(400, 404);
      }
      assertThat(server.get("/bots/of/mine").statusCode())
          .as("a program is told that nothing is there")
          .isEqualTo(404);
    }
  }

  @Test
  void aBrowserCanInstallIt() throws Exception {
    assumeFalse(Boolean.getBoolean("dashboard.skip"), "the dashboard is left out");
    try (TestServer server = TestServer.onFreshDatabase()) {
      HttpResponse<String> manifest = asBrowser(server, "/manifest.webmanifest");
      assertThat(manifest.headers().firstValue("Content-Type"))
          .contains("application/manifest+json");
      Matcher icon = Pattern.compile("\"src\": \"([^\"]+)\"").matcher(manifest.body());
      assertThat(icon.results().map(found -> found.group(1)))
          .hasSize(3)
          .allSatisfy(path -> assertThat(asBrowser(server, path).statusCode()).isEqualTo(200));
      HttpResponse<String> worker = asBrowser(server, "/sw.js");
      assertThat(worker.headers().firstValue("Cache-Control")).contains("no-cache");
      assertThat(worker.headers().firstValue("Content-Security-Policy").orElseThrow())
          .as("what it fetches comes from this server alone")
          .contains("default-src 'none'", "connect-src 'self'");
    }
  }

  private static HttpResponse<String> asBrowser(TestServer server, String path) throws Exception {
    return server.http.send(
        HttpRequest.newBuilder(URI.create(server.url + path))
            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .build(),
        BodyHandlers.ofString());
  }
}
