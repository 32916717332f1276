package io.botflow.server.knowledge;

import io.botflow.server.outbound.OutboundCall;
import io.botflow.server.outbound.OutboundHttp;
import io.botflow.server.outbound.OutboundResult;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A website as its sitemap names it: pages of the same host, as far as robots.txt lets us, one
 * after the other with a pause. Every address goes through the guarded client, since a tenant or
 * their website named it. For one thread.
 */
final class Website {
  /** Most pages of a website. */
  static final int MOST_PAGES = 200;

  private static final int MOST_SITEMAPS = 20;
  private static final int MOST_BYTES = 2 * 1024 * 1024;
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final Map<String, String> HEADERS =
      Map.of(
          "User-Agent",
          "BotFlow (knowledge base)",
          "Accept",
          "text/html,application/xhtml+xml,application/xml,text/plain,application/pdf");

  private final OutboundHttp http;
  private final Duration pause;
  private final URI address;
  private final List<String> pages = new ArrayList<>();
  private RobotsRules robots = new RobotsRules(List.of(), List.of());

  Website(OutboundHttp http, Duration pause, URI address) {
    this.http = http;
    this.pause = pause;
    this.address = address;
  }

  /** The addresses of its pages, after {@link #open}. */
  List<String> pages() {
    return List.copyOf(pages);
  }

  /**
   * Reads robots.txt and the sitemaps.
   *
   * @return null where there are pages, else what whoever added it should know
   */
  @Nullable String open() throws InterruptedException {
    switch (get(address.resolve("/robots.txt").toString())) {
      case OutboundResult.Answered answered when answered.status() == OK ->
          robots = RobotsRules.read(answered.body().utf8());
      case OutboundResult.Answered answered when answered.status() >= SERVER_ERROR -> {
        return "The website's robots.txt cannot be read now, so nothing may be read";
      }
      case OutboundResult.Answered none -> {}
      case OutboundResult.Refused refused -> {
        return "The address is not one that may be read: " + refused.why();
      }
      case OutboundResult.Failed failed -> {
        return "The website does not answer: " + failed.why();
      }
    }
    Set<String> found = new LinkedHashSet<>();
    Deque<String> maps = new ArrayDeque<>();
    boolean isMap = address.getPath() != null && address.getPath().endsWith(".xml");
    if (isMap) {
      maps.add(address.toString());
    } else if (robots.sitemaps().isEmpty()) {
      maps.add(address.resolve("/sitemap.xml").toString());
    } else {
      maps.addAll(robots.sitemaps());
    }
    for (int i = 0; i < MOST_SITEMAPS && !maps.isEmpty() && found.size() < MOST_PAGES; i++) {
      String map = maps.removeFirst();
      if (isOurs(map)
          && get(map) instanceof OutboundResult.Answered answered
          && answered.status() == OK) {
        var read = SitemapReader.read(answered.body().toByteArray(), MOST_PAGES);
        maps.addAll(read.sitemaps());
        read.pages().stream()
            .filter(this::mayBeRead)
            .limit(MOST_PAGES - found.size())
            .forEach(found::add);
      }
    }
    if (found.isEmpty() && !isMap && mayBeRead(address.toString())) {
      found.add(address.toString());
    }
    pages.addAll(found);
    return pages.isEmpty() ? "No sitemap names a page that may be read" : null;
  }

  /** A page; null where it cannot be had. */
  @Nullable FoundPage page(String location) throws InterruptedException {
    return get(location) instanceof OutboundResult.Answered answered && answered.status() == OK
        ? new FoundPage(location, answered.body().toByteArray())
        : null;
  }

  private OutboundResult get(String url) throws InterruptedException {
    Thread.sleep(pause);
    return http.call(new OutboundCall("GET", url, HEADERS, null, TIMEOUT, MOST_BYTES, true));
  }

  private boolean mayBeRead(String url) {
    if (!isOurs(url)) {
      return false;
    }
    URI page = URI.create(url);
    String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
    String path =
        page.getRawPath() == null || page.getRawPath().isEmpty() ? "/" : page.getRawPath();
    return robots.allows(path + query);
  }

  /** Only what is on the host that was added; others may be anybody's. */
  private boolean isOurs(String url) {
    try {
      URI other = URI.create(url);
      return other.getHost() != null
          && other.getScheme() != null
          && Set.of("http", "https").contains(other.getScheme().toLowerCase(Locale.ROOT))
          && other.getHost().equalsIgnoreCase(address.getHost())
          && other.getPort() == address.getPort();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
