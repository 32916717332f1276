package io.botflow.server.mail;

import io.botflow.server.api.Refusal;
import io.botflow.server.config.ApiConfig;
import io.botflow.server.config.HttpConfig;
import io.botflow.server.http.ErrorCode;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes mails and sends them beside the request that caused them, which so takes as long as one
 * that causes none. A mail that is not taken is logged; its receiver can ask for another.
 * Thread-safe.
 */
public final class Mailer {
  private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

  /** Connections to the mail server at once. */
  private static final int AT_ONCE = 4;

  private final MailService service;
  private final MailTexts texts = new MailTexts();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final String publicUrl;

  @Inject
  Mailer(MailService service, ApiConfig api, HttpConfig http) {
    this.service = service;
    // From the settings, never from a request: a Host header would lead people elsewhere.
    this.publicUrl = api.publicUrl() == null ? "http://localhost:" + http.port() : api.publicUrl();
  }

  /**
   * Refuses what needs a mail on a server that sends none.
   *
   * @throws Refusal when mail is not set up
   */
  public void expectReady() {
    if (!service.isReady()) {
      throw new Refusal(ErrorCode.MAIL_UNAVAILABLE);
    }
  }

  /** Whether people reach this server by https. */
  public boolean isSecure() {
    return publicUrl.startsWith("https:");
  }

  /**
   * A link to a page of the dashboard. The token stands behind the #, which browsers keep to
   * themselves: no server's log gets it.
   */
  public String link(String page, String token) {
    return publicUrl + "/" + page + (token.isEmpty() ? "" : "#" + token);
  }

  /**
   * Sends a mail soon.
   *
   * @param values for the places of the template, such as {@code name} and {@code link}
   */
  public void send(MailKind kind, String language, String to, Map<String, String> values) {
    Map<String, String> plain = new HashMap<>();
    // A line break in a name would begin a header, or a paragraph that looks like ours.
    values.forEach((name, value) -> plain.put(name, value.replaceAll("\\p{Cntrl}", " ")));
    Mail mail = texts.write(kind, language, to, plain);
    threads.execute(() -> send(kind, mail));
  }

  private void send(MailKind kind, Mail mail) {
    places.acquireUninterruptibly();
    try {
      service.send(mail);
    } catch (MessagingException e) {
      LOG.warn("A mail ({}) was not taken by the mail server: {}", kind.key(), e.getMessage());
    } finally {
      places.release();
    }
  }
}
