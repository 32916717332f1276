package io.botflow.whatsapp.template;

/**
 * A rule of Meta that a template does not keep.
 *
 * @param part which part of it, such as {@code buttons[1].text}
 * @param code stable, for programs: {@code missing}, {@code too_long}, {@code too_many}, {@code
 *     too_few}, {@code not_allowed}, {@code no_example}, {@code bad_variable}
 * @param text for people, with what to do
 * @param subcode the error that Meta would answer with; 0 where no single one is known
 * @param certain false where Meta does not tell the rule's exact measure, so that the template may
 *     pass
 */
public record TemplateProblem(
    String part, String code, String text, int subcode, boolean certain) {}
