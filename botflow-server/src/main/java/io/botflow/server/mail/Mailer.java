package io.botflow.server.mail;

import io.botflow.server.api.Refusal;
import io.botflow.server.config.ApiConfig;
import io.botflow.server.config.HttpConfig;
import io.botflow.server.http.ErrorCode;
import jakarta.inject.Inject;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes mails and sends them beside the request that caused them, which so takes as long as one
 * that causes none. A mail server that is away or too busy is asked again for about a minute; a
 * mail that is not taken then, or not at all, is logged, and its receiver can ask for another.
 * Thread-safe.
 */
public final class Mailer {
  private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

  /** Connections to the mail server at once. */
  private static final int AT_ONCE = 4;

  private static final List<Duration> WAITS =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(45));

  private final MailService service;
  private final MailTexts texts = new MailTexts();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final String publicUrl;
  private final List<Duration> waits;

  @Inject
  Mailer(MailService service, ApiConfig api, HttpConfig http) {
    this(service, api, http, WAITS);
  }

  /** A mailer that waits so long before the second try, the third, and so on. */
  Mailer(MailService service, ApiConfig api, HttpConfig http, List<Duration> waits) {
    this.service = service;
    this.waits = List.copyOf(waits);
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
    try {
      for (Duration wait : waits) {
        if (isDone(kind, mail, true)) {
          return;
        }
        Thread.sleep(wait);
      }
      isDone(kind, mail, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tries once; false where another try makes sense. */
  private boolean isDone(MailKind kind, Mail mail, boolean more) throws InterruptedException {
    places.acquire();
    try {
      service.send(mail);
      return true;
    } catch (MessagingException e) {
      boolean again = more && mayPass(e);
      LOG.warn(
          "A mail ({}) was not taken by the mail server{}: {}",
          kind.key(),
          again ? " and is sent again soon" : "",
          e.getMessage());
      return !again;
    } finally {
      places.release();
    }
  }

  /** Not what is wrong with the receiver or with our settings. */
  private static boolean mayPass(MessagingException e) {
    return switch (e) {
      case AuthenticationFailedException ignored -> false;
      case SendFailedException refused ->
          refused.getInvalidAddresses() == null || refused.getInvalidAddresses().length == 0;
      default -> true;
    };
  }
}
