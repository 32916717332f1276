package io.botflow.whatsapp.template;

import org.jspecify.annotations.Nullable;

/**
 * The small line below a template's body.
 *
 * @param text null for an authentication template, whose line Meta writes
 * @param codeMinutes after how many minutes a code ends, 1 to 90; null where that is not said
 */
public record TemplateFooter(@Nullable String text, @Nullable Integer codeMinutes) {}
