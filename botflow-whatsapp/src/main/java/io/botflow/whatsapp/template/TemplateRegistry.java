package io.botflow.whatsapp.template;

import io.botflow.engine.TemplateUse;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.MessageContent;
import io.botflow.message.TemplateValues;
import io.botflow.whatsapp.ApprovedTemplates;
import io.botflow.whatsapp.template.TemplateMismatch.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The templates of accounts as the network last told about them: filled by {@link #sync}, kept up
 * to date by webhooks, and asked before a flow is published or a template sent.
 *
 * <p>Safe for use by many threads as far as its table is.
 */
public final class TemplateRegistry {
  private final TemplateTable table;

  /** A registry over a table. */
  public TemplateRegistry(TemplateTable table) {
    this.table = table;
  }

  /** Takes over all templates of an account; those that are not among them are removed. */
  public void sync(String account, List<RegisteredTemplate> templates) {
    Set<List<String>> kept = new HashSet<>();
    for (RegisteredTemplate template : templates) {
      table.put(template);
      kept.add(List.of(template.content().name(), template.content().language()));
    }
    for (RegisteredTemplate old : table.all(account)) {
      MessageTemplate content = old.content();
      if (!kept.contains(List.of(content.name(), content.language()))) {
        table.remove(account, content.name(), content.language());
      }
    }
  }

  /** Takes one template over, as after reading a stale one again. */
  public void put(RegisteredTemplate template) {
    table.put(template);
  }

  /**
   * What a template was last said to be charged as; empty where it is not known.
   *
   * @param language as the flow or the template writes it
   */
  public Optional<TemplateCategory> category(String account, String name, String language) {
    return table
        .find(account, name, MessageTemplate.language(language))
        .map(template -> template.content().category());
  }

  /**
   * This registry as the channel asks it before it sends.
   *
   * @param account the account that has a number's templates; empty where that is not known
   */
  public ApprovedTemplates atSending(Function<ChannelAddress, Optional<String>> account) {
    return new SentTemplates(this, account);
  }

  /** All templates of an account. */
  public List<RegisteredTemplate> all(String account) {
    return table.all(account);
  }

  /** Applies a webhook. Its address names the account. */
  public RegistryChange apply(ChannelEvent.TemplateChanged event) {
    String account = event.address().account();
    RegisteredTemplate before = find(account, event).orElse(null);
    if (before == null) {
      return new RegistryChange.Unknown(
          account, event.templateId(), event.name(), event.language());
    }
    String reason = event.reason();
    RegisteredTemplate after =
        switch (event.aspect()) {
          case "status" -> {
            boolean none = reason == null || reason.equalsIgnoreCase("none");
            yield before.withStatus(TemplateStatus.of(event.value()), none ? null : reason);
          }
          case "quality" -> before.withQuality(TemplateQuality.of(event.value()));
          case "category" -> before.withCategory(TemplateCategory.of(event.value()));
          default -> before.asStale();
        };
    if (after.status() == TemplateStatus.DELETED) {
      table.remove(account, before.content().name(), before.content().language());
      return new RegistryChange.Removed(before);
    }
    table.put(after);
    return new RegistryChange.Changed(before, after);
  }

  /**
   * What stands against sending a template with values of a certain form.
   *
   * @param language as the flow or the template writes it: {@code en-US} and {@code en_US} are one
   */
  public List<TemplateMismatch> check(
      String account, String name, String language, TemplateValues values) {
    String wanted = MessageTemplate.language(language);
    RegisteredTemplate template = table.find(account, name, wanted).orElse(null);
    if (template == null) {
      return List.of(absent(account, name, wanted));
    }
    List<TemplateMismatch> found = new ArrayList<>(TemplateFit.of(template.content(), values));
    if (!template.status().isSendable()) {
      String why = template.reason() == null ? "" : " (" + template.reason() + ")";
      found.add(
          new TemplateMismatch(
              Kind.STATUS,
              "\"" + name + "\" in " + wanted + " is " + template.status().words() + why + "."));
    }
    return List.copyOf(found);
  }

  /** What stands against sending this very message. */
  public List<TemplateMismatch> check(String account, MessageContent.Template message) {
    List<TemplateMismatch> found =
        new ArrayList<>(
            check(
                account,
                message.name(),
                message.language(),
                TemplateValues.of(message.components())));
    table
        .find(account, message.name(), MessageTemplate.language(message.language()))
        .ifPresent(
            known -> found.addAll(TemplateFit.values(known.content(), message.components())));
    return List.copyOf(found);
  }

  /**
   * What {@link io.botflow.engine.Known#withTemplates} wants: the problems of a flow's use of a
   * template that no change of its state will mend. That a template is under review or paused is
   * not among them, since it ends by itself; {@link #check} and {@link TemplateDrift} tell it.
   */
  public Function<TemplateUse, List<String>> known(String account) {
    return use -> {
      Set<String> problems = new TreeSet<>();
      for (String language : use.languages()) {
        for (TemplateMismatch mismatch : check(account, use.name(), language, use.values())) {
          if (mismatch.kind().isStructural()) {
            problems.add(mismatch.text());
          }
        }
      }
      return List.copyOf(problems);
    };
  }

  private TemplateMismatch absent(String account, String name, String language) {
    Set<String> languages = new TreeSet<>();
    for (RegisteredTemplate template : table.all(account)) {
      if (template.content().name().equals(name)) {
        languages.add(template.content().language());
      }
    }
    return languages.isEmpty()
        ? new TemplateMismatch(Kind.UNKNOWN, "There is no template \"" + name + "\".")
        : new TemplateMismatch(
            Kind.LANGUAGE,
            "\"" + name + "\" does not exist in " + language + ", only in " + languages + ".");
  }

  private Optional<RegisteredTemplate> find(String account, ChannelEvent.TemplateChanged event) {
    @Nullable String name = event.name();
    @Nullable String language = event.language();
    if (name != null && language != null) {
      return table.find(account, name, MessageTemplate.language(language));
    }
    return table.all(account).stream()
        .filter(template -> template.id().equals(event.templateId()))
        .findFirst();
  }
}
