package io.botflow.server.mail;

import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.server.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * The mails of a demo, for a browser on the same machine: not through a proxy, and not for a page
 * of elsewhere that gave its name this machine's address.
 */
final class MailPage implements Routes {
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final LocalMailbox mailbox;

  MailPage(LocalMailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/mails", this::show);
  }

  private void show(Context context) throws UnknownHostException {
    String host = context.host() == null ? "" : context.host().replaceFirst(":\\d+$", "");
    boolean forwarded =
        context.header("X-Forwarded-For") != null || context.header("Forwarded") != null;
    if (forwarded
        || !OWN_NAMES.contains(host)
        || !InetAddress.getByName(context.req().getRemoteAddr()).isLoopbackAddress()) {
      Problem.answer(context, ErrorCode.UNKNOWN_ROUTE);
      return;
    }
    StringBuilder page = new StringBuilder("<!doctype html><title>Mails</title><h1>Mails</h1>");
    for (Mail mail : mailbox.mails()) {
      page.append("<h2>").append(escape(mail.subject())).append("</h2><p>To: ");
      page.append(escape(mail.to())).append("</p><pre>").append(links(escape(mail.text())));
      page.append("</pre>");
    }
    context.contentType("text/html; charset=utf-8").result(page.toString());
  }

  private static String links(String text) {
    return text.replaceAll("(https?://[^\\s<]+)", "<a href=\"$1\">$1</a>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
