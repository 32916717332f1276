package io.botflow.whatsapp.template;

import java.util.List;
import java.util.Optional;

/**
 * Where a {@link TemplateRegistry} keeps its templates. Implementations are safe for use by many
 * threads. A template is found by account, name and language; languages are as {@link
 * MessageTemplate#language(String)} writes them.
 */
public interface TemplateTable {

  /** One language of a template. */
  Optional<RegisteredTemplate> find(String account, String name, String language);

  /** Every template of an account, by name and then by language. */
  List<RegisteredTemplate> all(String account);

  /** Adds a template, or replaces the one of the same account, name and language. */
  void put(RegisteredTemplate template);

  /** Removes one language of a template, if it is there. */
  void remove(String account, String name, String language);
}
