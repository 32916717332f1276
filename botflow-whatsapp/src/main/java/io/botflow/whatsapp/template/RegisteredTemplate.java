package io.botflow.whatsapp.template;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A template as the network has it.
 *
 * @param account the id of the WhatsApp Business Account
 * @param id the network's id of this name and language
 * @param reason why it was rejected, paused or disabled, or null
 * @param stale whether the network said that its components changed, and they are not read yet
 */
public record RegisteredTemplate(
    String account,
    String id,
    MessageTemplate content,
    TemplateStatus status,
    TemplateQuality quality,
    @Nullable String reason,
    boolean stale) {
  public RegisteredTemplate {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(quality, "quality");
  }

  RegisteredTemplate withStatus(TemplateStatus other, @Nullable String why) {
    return new RegisteredTemplate(account, id, content, other, quality, why, stale);
  }

  RegisteredTemplate withQuality(TemplateQuality other) {
    return new RegisteredTemplate(account, id, content, status, other, reason, stale);
  }

  RegisteredTemplate withCategory(TemplateCategory other) {
    return new RegisteredTemplate(
        account, id, content.withCategory(other), status, quality, reason, stale);
  }

  RegisteredTemplate asStale() {
    return new RegisteredTemplate(account, id, content, status, quality, reason, true);
  }
}
