package io.botflow.cli;

import java.io.PrintWriter;

/** What the demo prints when it runs: addresses, and how to write to its bots. */
final class DemoWelcome {
  private static final String CUSTOMER = "27820000001";

  private DemoWelcome() {}

  static void print(PrintWriter out, String server, String network, double seconds) {
    out.printf("%nReady after %.1f s.%n%n", seconds);
    out.printf("  dashboard         %s   sign up there and build a bot of your own%n", server);
    out.printf("  mails it sends    %s/mails   your sign-up's link is here%n", server);
    out.printf("  server            %s/health/ready, /metrics, /api/docs%n", server);
    out.printf("  WhatsApp sandbox  %s/sandbox%n%n", network);
    for (DemoBot bot : DemoBot.ALL) {
      out.printf("  %-22s number %s%n", bot.name(), bot.phoneNumberId());
      out.printf("  %-22s %s%s%n", "", server, bot.webhookPath());
      out.printf("  %-22s %s/webchat/try/%s%n", "", server, bot.webChatKey());
    }
    out.printf(
        "%nTalk to them on their web page (webchat/try), or in another terminal:%n%n  ./botflow phone%n");
    out.printf("%nOr send a signed webhook yourself, and look at the answer:%n%n");
    DemoBot bot = DemoBot.ALL.get(1);
    out.println(webhook(bot, server));
    out.printf("curl -s '%s/sandbox/phones/%s/messages?wait=10'%n", network, CUSTOMER);
    out.printf("%nCtrl-C stops it.%n");
    out.flush();
  }

  /** Three lines for a POSIX shell; run again, they are another message. */
  static String webhook(DemoBot bot, String server) {
    return """
        BODY='{"object":"whatsapp_business_account","entry":[{"id":"WABA","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1","phone_number_id":"%s"},"contacts":[{"wa_id":"%s","profile":{"name":"Thandi"}}],"messages":[{"from":"%s","id":"wamid.'$(date +%%s)'","timestamp":"'$(date +%%s)'","type":"text","text":{"body":"hi"}}]}}]}]}'
        SIGNATURE=$(printf %%s "$BODY" | openssl dgst -sha256 -hmac %s | sed 's/^.* //')
        curl -si '%s%s' -H "X-Hub-Signature-256: sha256=$SIGNATURE" --data-binary "$BODY"\
        """
        .formatted(
            bot.phoneNumberId(), CUSTOMER, CUSTOMER, DemoBot.APP_SECRET, server, bot.webhookPath());
  }
}
