package io.botflow.expression;

import static io.botflow.expression.Samples.EXPRESSIONS;
import static io.botflow.expression.Samples.compiled;
import static io.botflow.expression.Samples.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.botflow.flow.VariableType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions mean, by example. The values are in {@link Samples}. */
class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`', // quotes are part of the sources
      value = {
        "name == \"Ada\"                          | true",
        "name != 'Ada'                            | false",
        "count >= 3 && price < 10                 | true",
        "!agreed || name.startsWith('A')          | true",
        "count == 3.0                             | true",
        "count in [1, 2, 3]                       | true",
        "'vip' in tags                            | true",
        "'city' in address                        | true",
        "unset == null                            | true",
        "email != null                            | true",
        "has(address.city) && !has(address.zip)   | true",
        "address.city == 'Pune'                   | true",
        "name.matches('^A.a$')                    | true",
        "name.matches('d')                        | true",
        "order_number.endsWith('42')              | true",
        "contact.name.contains('Love')            | true",
        "date(birthday) < now                     | true",
        "appointment - now < hours(24)            | true",
        "now + duration('24h') > appointment      | true",
        "items.exists(i, i.qty > 4)               | true",
        "items.all(i, i.qty > 4)                  | false",
        "items.exists_one(i, i.sku == 'tea')      | true",
        "size(items) > 1                          | true",
        "missing_number == null || count > 100    | true",
        "contact.town == 'x' || agreed            | true",
        "contact.town == 'x' && !agreed           | false",
      })
  void conditions(String source, boolean expected) {
    assertThat(compiled(EXPRESSIONS.condition(source)).evaluate(Samples.scope()))
        .isEqualTo(new Evaluated.Value(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`', // quotes are part of the sources
      value = {
        "count + 1              | 4",
        "count * 2 - 1          | 5",
        "7 / 2                  | 3",
        "7.0 / 2                | 3.5",
        "count * price          | 7.5",
        "price + 1              | 3.5",
        "10 % count             | 1",
        "7.5 % 2                | 1.5",
        "-count                 | -3",
        "size(name)             | 3",
        "'\uD83D\uDE00!'.size() | 2",
        "number(' 12 ')         | 12",
        "number('12.50')        | 12.5",
        "int(2.9)               | 2",
        "items[0].qty           | 2",
        "items[1].qty           | 5",
        "response.status        | 200",
        "address.geo.lat        | 18.5",
        "appointment.getHours() | 8",
        "now.getDayOfWeek()     | 2",
        "count > 2 ? 10 : 20    | 10",
      })
  void numbersStayWholeWhereTheyAre(String source, String expected) {
    Number number =
        expected.contains(".")
            ? (Number) Double.valueOf(expected)
            : (Number) Long.valueOf(expected);
    assertThat(evaluate(source)).isEqualTo(new Evaluated.Value(number));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`', // quotes are part of the sources
      value = {
        "'Dear ' + name                            | Dear Ada",
        "coalesce(contact.city, 'your city')       | your city",
        "coalesce(unset, contact.nick, name)       | Ada",
        "coalesce(contact.a.b.c, address.city)     | Pune",
        "coalesce(number('x'), 'none')             | none",
        "name.upper() + lower(name)                | ADAada",
        "'  a b '.trim()                           | a b",
        "order_number.replace('-', '/')            | A/1042",
        "order_number.split('-')[1]                | 1042",
        "tags.join(' + ')                          | vip + new",
        "order_number.substring(2)                 | 1042",
        "order_number.substring(0, 1)              | A",
        "text(count) + ' x ' + text(price)         | 3 x 2.5",
        "items.map(i, i.sku).join(', ')            | tea, milk",
        "items.filter(i, i.qty > 2).map(i, i.sku)[0] | milk",
        "r'\\d' + \"\"\"q\"\"\"                    | \\dq",
        "response.body.state                       | shipped",
        "message.text                              | hello {{ name }} ${price}",
      })
  void texts(String source, String expected) {
    assertThat(evaluate(source)).isEqualTo(new Evaluated.Value(expected));
  }

  @Test
  void listsObjectsAndTimes() {
    assertThat(evaluate("[count, name, null]"))
        .isEqualTo(new Evaluated.Value(listOf(3L, "Ada", null)));
    assertThat(evaluate("{'who': name, 'n': count}"))
        .isEqualTo(new Evaluated.Value(Map.of("who", "Ada", "n", 3L)));
    assertThat(evaluate("[1] + [2.5]")).isEqualTo(new Evaluated.Value(List.of(1L, 2.5)));
    assertThat(evaluate("now + days(1) - minutes(30)"))
        .isEqualTo(new Evaluated.Value(Instant.parse("2026-04-01T09:00:00Z")));
    assertThat(evaluate("now - timestamp('2026-03-31T08:00:00+01:00')"))
        .isEqualTo(new Evaluated.Value(Duration.ofMinutes(150)));
    assertThat(evaluate("duration('1h30m') + hours(1)"))
        .isEqualTo(new Evaluated.Value(Duration.ofMinutes(150)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`', // quotes are part of the sources
      value = {
        "contact.city              | There is no field 'city'",
        "unset.size() > 1          | 'size' needs a text, a list or an object, not nothing (it is not set)",
        "missing_number + 1        | '+' cannot work with nothing (it is not set) and a number",
        "missing_number >= 10      | '>=' cannot work with nothing (it is not set) and a number",
        "anything.field            | There is no field 'field' in nothing (it is not set)",
        "anything && agreed        | '&&' needs true or false, not nothing (it is not set)",
        "items[2]                  | The list has 2 elements, there is none at 2",
        "count / 0                 | A number cannot be divided by zero",
        "9223372036854775807 + 1   | This number is too large",
        "number('twelve')          | 'twelve' is not a number",
        "date('31.3.2026')         | '31.3.2026' is not a date like 2026-03-31",
        "name.substring(2, 9)      | The text has 3 characters, not 2 to 9",
        "name.matches(name + '(')  | The pattern cannot be read: missing closing )",
        "format(now, 'bbb')       | 'format' cannot work with this: Unknown pattern letter: b",
      })
  void failuresSayWhy(String source, String expected) {
    assertThat(evaluate(source)).isEqualTo(new Evaluated.Failed(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`', // quotes are part of the sources
      value = {
        "name                       | TEXT",
        "email                      | EMAIL",
        "birthday                   | DATE",
        "count + 1                  | NUMBER",
        "count > 1                  | BOOLEAN",
        "now + days(2)              | DATETIME",
        "now - appointment          | ANY",
        "contact.name               | ANY",
        "agreed ? name : 'you'      | TEXT",
        "agreed ? name : email      | TEXT",
        "agreed ? name : 1          | ANY",
        "coalesce(unset, 'you')     | TEXT",
        "coalesce(count, null, 0)   | NUMBER",
        "items.filter(i, i.qty > 1) | LIST",
        "items.all(i, i.qty > 1)    | BOOLEAN",
        "address                    | OBJECT",
      })
  void resultTypes(String source, VariableType expected) {
    assertThat(compiled(EXPRESSIONS.value(source)).resultType()).isEqualTo(expected);
  }

  @Test
  void namesAreTheRootsThatAreRead() {
    assertThat(
            compiled(EXPRESSIONS.value("items.filter(i, i.qty > count).size() > 0 && contact.vip"))
                .names())
        .containsExactlyInAnyOrder("items", "count", "contact");
  }

  @Test
  void numbersOfOtherClassesAreTakenAsTheyAre() {
    Map<String, Object> values =
        Map.of("anything", listOf(1, 2.5f, new BigDecimal("3"), new BigDecimal("1e999999999")));
    Scope scope = new Samples.ContactScope(new HashMap<>(values), Locale.US, ZoneOffset.UTC);
    assertThat(evaluate("anything[0] + anything[2]", scope)).isEqualTo(new Evaluated.Value(4L));
    assertThat(evaluate("anything[1] * 2", scope)).isEqualTo(new Evaluated.Value(5.0));
    assertThat(evaluate("anything[3] > 5", scope)).isEqualTo(new Evaluated.Value(true));
  }

  @Test
  void whatAnExpressionMakesCannotBeChanged() {
    for (String source : List.of("[1]", "[1] + [2]", "items.map(i, i.qty)")) {
      Evaluated.Value value = (Evaluated.Value) evaluate(source);
      assertThat(value.value()).isInstanceOf(List.class);
      assertThatThrownBy(() -> ((List<?>) Objects.requireNonNull(value.value())).clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void anUnboundExpressionIsItsSource() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    Expression read = json.readValue("\"count > 1\"", Expression.class);
    assertThat(read).isEqualTo(compiled(EXPRESSIONS.value("count > 1"))).hasToString("count > 1");
    assertThat(json.writeValueAsString(read)).isEqualTo("\"count > 1\"");
    assertThatThrownBy(() -> read.evaluate(Samples.scope()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("count > 1");
    assertThatThrownBy(read::names).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(read::resultType).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a \"quoted\" \\ text\nof two lines", "", "{{ name }}", "it's"})
  void literalsReadBackAsTheValue(String text) {
    assertThat(evaluate(Expressions.literal(text))).isEqualTo(new Evaluated.Value(text));
    assertThat(evaluate(Expressions.literal(12L) + " + " + Expressions.literal(0.5)))
        .isEqualTo(new Evaluated.Value(12.5));
    assertThat(evaluate(Expressions.literal(null))).isEqualTo(new Evaluated.Value(null));
  }

  @Test
  void namesThatExpressionsCanRead() {
    assertThat(List.of("order_number", "x1", "_x")).allMatch(Expressions::isName);
    assertThat(List.of("order-number", "1x", "", "in", "true", "contact", "now", "response"))
        .noneMatch(Expressions::isName);
  }

  private static List<Object> listOf(@Nullable Object... values) {
    List<Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(value);
    }
    return list;
  }
}
