package io.botflow.whatsapp.template;

import io.botflow.message.ChannelAddress;
import io.botflow.message.MessageContent;
import io.botflow.message.Purpose;
import io.botflow.whatsapp.ApprovedTemplates;
import io.botflow.whatsapp.template.TemplateMismatch.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A registry as the channel asks it, by the number that a template leaves from. */
final class SentTemplates implements ApprovedTemplates {
  private final TemplateRegistry registry;
  private final Function<ChannelAddress, Optional<String>> account;

  SentTemplates(TemplateRegistry registry, Function<ChannelAddress, Optional<String>> account) {
    this.registry = registry;
    this.account = account;
  }

  @Override
  public @Nullable Purpose purpose(ChannelAddress from, MessageContent.Template template) {
    TemplateCategory category =
        account
            .apply(from)
            .flatMap(owner -> registry.category(owner, template.name(), template.language()))
            .orElse(TemplateCategory.OTHER);
    return switch (category) {
      case UTILITY -> Purpose.UTILITY;
      case AUTHENTICATION -> Purpose.AUTHENTICATION;
      case MARKETING -> Purpose.MARKETING;
      case OTHER -> null;
    };
  }

  @Override
  public List<String> problems(ChannelAddress from, MessageContent.Template template) {
    return account.apply(from).stream()
        .flatMap(owner -> registry.check(owner, template).stream())
        .filter(mismatch -> mismatch.kind() != Kind.RECATEGORISED)
        .map(TemplateMismatch::text)
        .toList();
  }
}
