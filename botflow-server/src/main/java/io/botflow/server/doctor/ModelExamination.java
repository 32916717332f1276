package io.botflow.server.doctor;

import io.botflow.server.config.ModelConfig;
import io.botflow.server.config.ServerConfig;
import java.io.IOException;
import java.util.List;

/** Whether the language model's server answers, and takes the key. It costs nothing to ask. */
final class ModelExamination implements Examination {
  private static final String SUBJECT = "model";

  private final HttpProbe probe;

  ModelExamination(HttpProbe probe) {
    this.probe = probe;
  }

  @Override
  public List<Finding> examine(ServerConfig config) {
    ModelConfig model = config.model();
    if (model.name() == null) {
      return List.of(Finding.skipped(SUBJECT, "None is set (BOTFLOW_MODEL_NAME)."));
    }
    String url = model.url() + "/models";
    try {
      int status = probe.status(url, model.key());
      if (status == 401 || status == 403) {
        return List.of(
            Finding.failed(
                SUBJECT, model.url() + " refuses the key.", "Look at BOTFLOW_MODEL_KEY."));
      }
      // Not every server of that protocol lists its models.
      return List.of(
          status < 500
              ? Finding.ok(SUBJECT, model.url() + " answers.")
              : Finding.attention(
                  SUBJECT, model.url() + " answers HTTP " + status + ".", "Try again later."));
    } catch (IOException e) {
      return List.of(
          Finding.failed(
              SUBJECT,
              model.url() + " cannot be reached (" + e.getClass().getSimpleName() + ").",
              "Start it, let the firewall pass it, or look at BOTFLOW_MODEL_URL."));
    }
  }
}
