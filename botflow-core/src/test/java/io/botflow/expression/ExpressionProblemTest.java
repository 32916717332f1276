package io.botflow.expression;

import static io.botflow.expression.Samples.EXPRESSIONS;
import static io.botflow.expression.Samples.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not compile, where, and what the author is told. */
class ExpressionProblemTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`', // quotes are part of the sources
      value = {
        "order_nmber == 'x'  | 0 | 11 | unknown-name     | There is nothing called 'order_nmber'; did you mean 'order_number'?",
        "contct.name         | 0 | 6  | unknown-name     | There is nothing called 'contct'; did you mean 'contact'?",
        "1 + secrets         | 4 | 7  | unknown-name     | There is nothing called 'secrets'",
        "response.status     | 0 | 8  | unknown-name     | There is nothing called 'response'",
        "items.map(i, j)     | 13 | 1 | unknown-name     | There is nothing called 'j'",
        "name.lowr()         | 5 | 4  | unknown-function | There is no function 'lowr'; did you mean 'lower'?",
        "startsWith(name)    | 0 | 10 | unknown-function | 'startsWith' is written x.startsWith(y)",
        "name.replace('a')   | 5 | 7  | unknown-function | 'replace' is written x.replace(y, z)",
        "random()            | 0 | 6  | unknown-function | There is no function 'random'",
        "name + 1            | 5 | 1  | wrong-type       | '+' cannot work with a text and a number; write text(x) to join texts or number(x) to add numbers",
        "count + name        | 6 | 1  | wrong-type       | '+' cannot work with a number and a text; write text(x) to join texts or number(x) to add numbers",
        "birthday < now      | 9 | 1  | wrong-type       | '<' cannot work with a text and a date and time; write date(x) for the text",
        "count == 'three'    | 6 | 2  | wrong-type       | '==' cannot work with a number and a text; write number(x) for the text",
        "name && agreed      | 5 | 2  | wrong-type       | '&&' joins conditions; this is a text, not true or false",
        "name.first          | 5 | 5  | wrong-type       | '.first' is a part of an object; this is a text, not an object",
        "count.contains('x') | 6 | 8  | wrong-type       | 'contains' needs something else here; this is a number, not a text",
        "name.matches('(')   | 5 | 7  | bad-literal      | The pattern cannot be read: missing closing )",
        "money(price, 'EURO') | 0 | 5 | bad-literal      | 'EURO' is not a currency code such as EUR",
        "has(name)           | 0 | 3  | wrong-type       | 'has' asks for a field: has(contact.city)",
        "5u                  | 0 | 1  | not-offered      | Numbers like 5u and bytes like b\"x\" are not offered in flows",
        "name ==             | 7 | 0  | syntax           | Something is missing at the end",
        "name = 'x'          | 5 | 1  | syntax           | '=' is not expected here; write == to compare",
        "(name               | 5 | 0  | syntax           | Something is missing at the end",
        "``                  | 0 | 0  | syntax           | There is no expression",
      })
  void oneProblem(String source, int offset, int length, String code, String text) {
    assertThat(problems(EXPRESSIONS.value(source)))
        .containsExactly(new ExpressionProblem(offset, length, code, text));
  }

  @Test
  void allProblemsAtOnce() {
    assertThat(problems(EXPRESSIONS.value("nme + 1 == cuont || name > 2")))
        .extracting(ExpressionProblem::offset, ExpressionProblem::code)
        .containsExactly(
            Tuple.tuple(0, ExpressionProblem.UNKNOWN_NAME),
            Tuple.tuple(11, ExpressionProblem.UNKNOWN_NAME),
            Tuple.tuple(25, ExpressionProblem.WRONG_TYPE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "count + 1", "now", "items", "'true'", "coalesce(count, 0)"})
  void aConditionIsTrueOrFalse(String source) {
    assertThat(problems(EXPRESSIONS.condition(source)))
        .extracting(ExpressionProblem::code)
        .containsExactly(ExpressionProblem.NOT_BOOLEAN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"agreed", "contact.subscribed", "anything", "count > 1 ? agreed : anything"})
  void aConditionOfUnknownTypeIsLeftToTheTurn(String source) {
    assertThat(problems(EXPRESSIONS.condition(source))).isEmpty();
  }

  @Test
  void onlyMappingsReadTheResponse() {
    assertThat(problems(EXPRESSIONS.mapping("response.body.items[0].id"))).isEmpty();
  }

  @Test
  void offsetsCountAsJavaAndEditorsDo() {
    assertThat(problems(EXPRESSIONS.value("'\uD83D\uDE00' + nme")).get(0).offset()).isEqualTo(7);
    assertThat(problems(EXPRESSIONS.value("items.map(i, '\uD83D\uDE00' + nme)")).get(0).offset())
        .isEqualTo(20);
  }
}
