package io.botflow.whatsapp.template;

import org.jspecify.annotations.Nullable;

/** What a webhook changed in a registry. */
public sealed interface RegistryChange {

  /** The template is as {@code after} says now; read it again where that is stale. */
  record Changed(RegisteredTemplate before, RegisteredTemplate after) implements RegistryChange {}

  /** The template is gone. */
  record Removed(RegisteredTemplate before) implements RegistryChange {}

  /** The registry does not have this template: read it from the network. */
  record Unknown(String account, String id, @Nullable String name, @Nullable String language)
      implements RegistryChange {}
}
