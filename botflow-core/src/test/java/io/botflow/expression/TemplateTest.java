package io.botflow.expression;

import static io.botflow.expression.Samples.EXPRESSIONS;
import static io.botflow.expression.Samples.compiled;
import static io.botflow.expression.Samples.problems;
import static io.botflow.expression.Samples.render;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts with {@code {{ }}} become, by example. The values are in {@link Samples}. */
class TemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`', // quotes are part of the sources
      value = {
        "Plain text, { } and }} too       | Plain text, { } and }} too",
        "Hello {{name}}!                  | Hello Ada!",
        "{{ name }}                       | Ada",
        "{{ contact.name }}, {{ count }}x | Ada Lovelace, 3x",
        "[{{ unset }}]                    | []",
        "{{ price * 2 }} {{ price }}      | 5 2.5",
        "{{ 10000000000.0 * 10000000.0 }} | 100000000000000000",
        "{{ 0.00000001 }}                 | 0.00000001",
        "{{ agreed }}                     | true",
        "{{ tags }}                       | vip, new",
        "{{ now }}                        | 2026-03-31 09:30",
        "{{ birthday }}                   | 2000-02-29",
        "{{ coalesce(unset, 'you') }}     | you",
        "\\{{ name }} is {{ name }}       | {{ name }} is Ada",
        "{{ \"{{\" }} name {{ '}}' }}     | {{ name }}",
        "{{ {'a': {'b': 1}}.a.b }}        | 1",
        "{{ items.map(i, i.sku).join('/') }} | tea/milk",
      })
  void texts(String source, String expected) {
    assertThat(render(source, Samples.scope())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`', // quotes are part of the sources
      value = {
        "en-US | {{ format(1234567.5) }}                | 1,234,567.5",
        "de-DE | {{ format(1234567.5) }}                | 1.234.567,5",
        "en-US | {{ format(0.256, 'percent') }}         | 26%",
        "de-DE | {{ format(1234.5, '#,##0.00') }}       | 1.234,50",
        "en-US | {{ money(12.5, 'USD') }}               | $12.50",
        "en-US | {{ money(1999, 'JPY') }}               | ¥1,999",
        "de-DE | {{ money('12.5', 'EUR') }}             | 12,50 €",
        "en-US | {{ format(birthday) }}                 | Feb 29, 2000",
        "de-DE | {{ format(birthday, 'long') }}         | 29. Februar 2000",
        "fr-FR | {{ format(birthday, 'EEEE d MMMM') }}  | mardi 29 février",
        "de-DE | {{ format(slot) }}                     | 14:30",
        "en-GB | {{ format(appointment, 'short') }}     | 01/04/2026, 13:30",
        "en-GB | {{ format(appointment, 'HH:mm') }}     | 13:30",
        "en-GB | {{ format(name) }}                     | Ada",
        "en-GB | {{ format(unset) }}                    | ``",
      })
  void formatsFollowTheContactsLanguageAndZone(String language, String source, String expected) {
    Scope kolkata =
        new Samples.ContactScope(
            Samples.values(), Locale.forLanguageTag(language), ZoneId.of("Asia/Kolkata"));
    // The JDK's language data has non-breaking spaces, which a table cannot show.
    assertThat(render(source, kolkata).replaceAll("[\u00a0\u202f]", " ")).isEqualTo(expected);
  }

  @Test
  void whatAValueContainsIsNeverEvaluated() {
    Map<String, @Nullable Object> values = Samples.values();
    values.put("name", "{{ email }} ${email} {{ secrets.key }}");
    Samples.ContactScope scope = new Samples.ContactScope(values, Locale.US, ZoneId.of("UTC"));
    assertThat(render("Hi {{ name }}", scope))
        .isEqualTo("Hi {{ email }} ${email} {{ secrets.key }}");
    assertThat(render("{{ name + '' }}", scope)).isEqualTo(values.get("name"));
    assertThat(scope.failures()).isEmpty();
  }

  @Test
  void aPartThatFailsIsWrittenAsNothingAndReported() {
    Samples.ContactScope scope = Samples.scope();
    assertThat(render("Hi {{ contact.nick }}, {{ count / 0 }}.", scope)).isEqualTo("Hi , .");
    assertThat(scope.failures())
        .containsExactly(
            "contact.nick: There is no field 'nick'",
            "count / 0: A number cannot be divided by zero");
  }

  @Test
  void aTextNeverGrowsBeyondItsBound() {
    Map<String, @Nullable Object> values = Samples.values();
    values.put("name", "x".repeat(40_000));
    Samples.ContactScope scope = new Samples.ContactScope(values, Locale.US, ZoneId.of("UTC"));
    assertThat(render("{{ name }}{{ name }}", scope)).hasSize(40_000);
    assertThat(scope.failures())
        .containsExactly("name: The text would be longer than 65536 characters");
  }

  @Test
  void knowsWhatItReads() {
    Template template = compiled(EXPRESSIONS.template("{{ name }} of {{ contact.city + email }}"));
    assertThat(template.names()).containsExactlyInAnyOrder("name", "contact", "email");
    assertThat(template.expressions())
        .containsExactly(Expression.of("name"), Expression.of("contact.city + email"));
    assertThat(template.isConstant()).isFalse();
    assertThat(compiled(EXPRESSIONS.template("Hello \\{{")).isConstant()).isTrue();
    assertThat(compiled(EXPRESSIONS.template("")).render(Samples.scope())).isEmpty();
  }

  @Test
  void allProblemsHaveTheirPlaceInTheText() {
    assertThat(problems(EXPRESSIONS.template("Hi {{ nmae }}, {{ count + 'x' }} {{ }} {{ name")))
        .extracting(ExpressionProblem::offset, ExpressionProblem::length, ExpressionProblem::code)
        .containsExactly(
            Tuple.tuple(6, 4, ExpressionProblem.UNKNOWN_NAME),
            Tuple.tuple(24, 1, ExpressionProblem.WRONG_TYPE),
            Tuple.tuple(35, 0, ExpressionProblem.SYNTAX),
            Tuple.tuple(39, 2, ExpressionProblem.SYNTAX));
  }

  @Test
  void anUnboundTemplateIsItsSource() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    Template read = json.readValue("\"Hi {{ name }}\"", Template.class);
    assertThat(read).isEqualTo(compiled(EXPRESSIONS.template("Hi {{ name }}")));
    assertThat(json.writeValueAsString(read)).isEqualTo("\"Hi {{ name }}\"");
    assertThatThrownBy(() -> read.render(Samples.scope()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(read::isConstant).isInstanceOf(IllegalStateException.class);
  }
}
