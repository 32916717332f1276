package io.botflow.whatsapp.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Templates that are kept as long as the process runs. */
public final class InMemoryTemplateTable implements TemplateTable {
  private final ConcurrentMap<String, ConcurrentSkipListMap<String, RegisteredTemplate>> accounts =
      new ConcurrentHashMap<>();

  @Override
  public Optional<RegisteredTemplate> find(String account, String name, String language) {
    return Optional.ofNullable(own(account).get(key(name, language)));
  }

  @Override
  public List<RegisteredTemplate> all(String account) {
    return new ArrayList<>(own(account).values());
  }

  @Override
  public void put(RegisteredTemplate template) {
    MessageTemplate content = template.content();
    own(template.account()).put(key(content.name(), content.language()), template);
  }

  @Override
  public void remove(String account, String name, String language) {
    own(account).remove(key(name, language));
  }

  private ConcurrentSkipListMap<String, RegisteredTemplate> own(String account) {
    return accounts.computeIfAbsent(account, key -> new ConcurrentSkipListMap<>());
  }

  private static String key(String name, String language) {
    return name + ' ' + language;
  }
}
