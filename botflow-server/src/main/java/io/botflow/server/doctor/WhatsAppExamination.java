package io.botflow.server.doctor;

import io.botflow.server.config.ServerConfig;
import io.botflow.whatsapp.Endpoint;
import java.io.IOException;
import java.util.List;

/** Whether WhatsApp's network can be reached from here; any answer will do. */
final class WhatsAppExamination implements Examination {
  private static final String SUBJECT = "whatsapp";

  private final HttpProbe probe;

  WhatsAppExamination(HttpProbe probe) {
    this.probe = probe;
  }

  @Override
  public List<Finding> examine(ServerConfig config) {
    String url = config.whatsApp().settings().base(Endpoint.META);
    try {
      int status = probe.status(url, null);
      return List.of(
          status < 500
              ? Finding.ok(SUBJECT, url + " answers.")
              : Finding.attention(
                  SUBJECT, url + " answers with HTTP " + status + ".", "Try again later."));
    } catch (IOException e) {
      return List.of(
          Finding.failed(
              SUBJECT,
              url + " cannot be reached (" + e.getClass().getSimpleName() + ").",
              "Let the firewall pass outgoing HTTPS, or look at BOTFLOW_WHATSAPP_GRAPH_URL."));
    }
  }
}
