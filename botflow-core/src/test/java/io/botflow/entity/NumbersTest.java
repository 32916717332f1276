package io.botflow.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and amounts, language by language; several values are apart by a space. */
class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en    | 5                                   | 5
          en    | there are 12 of us                  | 12
          en    | -3 degrees                          | -3
          en    | 1,234.56                            | 1234.56
          en    | 1,234                               | 1234
          en    | 12.5 km                             | 12.5
          en    | 1 234 567 steps                     | 1234567
          en-ZA | 1 234,56                            | 1234.56
          de    | 1.234,56                            | 1234.56
          de    | 1.234                               | 1234
          de    | 2,5                                 | 2.5
          fr    | 1 234,56                            | 1234.56
          en    | 3 and 4                             | 3 4
          en    | 2 million                           | 2000000
          en    | 5k                                  | 5000
          en    | one                                 | 1
          en    | we are two                          | 2
          en    | two and a half                      | 2.5
          en    | 2 and a half                        | 2.5
          en    | half                                | 0.5
          en    | half a litre                        | 0.5
          en    | twenty one                          | 21
          en    | twenty-one                          | 21
          en    | a hundred                           | 100
          en    | a hundred and five                  | 105
          en    | one thousand two hundred            | 1200
          en    | twelve hundred                      | 1200
          en    | three million five hundred thousand | 3500000
          en    | two point five                      | 2.5
          en    | a dozen eggs                        | 12
          en    | five six seven                      | 5 6 7
          en    | a house                             |
          en    | someone often                       |
          af    | vyf                                 | 5
          af    | een-en-twintig                      | 21
          af    | eenentwintig                        | 21
          af    | twee en 'n half                     | 2.5
          af    | honderd en tien                     | 110
          pt    | vinte e dois                        | 22
          pt    | dois e meio                         | 2.5
          pt    | cento e vinte                       | 120
          pt    | dois mil e quinhentos               | 2500
          pt    | três                                | 3
          es    | treinta y uno                       | 31
          es    | dos y medio                         | 2.5
          es    | veintidós                           | 22
          es    | doscientos cincuenta                | 250
          es    | mil                                 | 1000
          fr    | vingt et un                         | 21
          fr    | soixante-dix                        | 70
          fr    | quatre-vingts                       | 80
          fr    | quatre-vingt-dix-sept               | 97
          fr    | deux et demi                        | 2.5
          fr    | trois cents                         | 300
          de    | einundzwanzig                       | 21
          de    | zweieinhalb                         | 2.5
          de    | zweihundertfünfzig                  | 250
          de    | dreißig                             | 30
          de    | siebzehn                            | 17
          ar    | خمسة                                | 5
          ar    | خمسة وعشرون                         | 25
          ar    | ٤٢                                  | 42
          ar    | مئة                                 | 100
          """)
  void numbers(String language, String text, String expected) {
    assertThat(entities(language).numbers(text))
        .extracting(found -> found.value().stripTrailingZeros().toPlainString())
        .containsExactlyElementsOf(
            expected == null ? java.util.List.of() : java.util.List.of(expected.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en    | it was R1 234,56 in all     | 1234.56 ZAR
          en-ZA | R100                        | 100 ZAR
          en    | 100 rand                    | 100 ZAR
          en    | twenty rand                 | 20 ZAR
          en    | $5.50                       | 5.50 USD
          en-CA | $5                          | 5 CAD
          en    | €20                         | 20 EUR
          de    | 1.234,50 €                  | 1234.50 EUR
          en    | 20 USD                      | 20 USD
          en    | ZAR 20                      | 20 ZAR
          pt-BR | R$ 1.234,50                 | 1234.50 BRL
          pt    | cinquenta reais             | 50 BRL
          pt    | dois milhões de reais       | 2000000 BRL
          es    | veinte euros                | 20 EUR
          fr    | vingt euros                 | 20 EUR
          de    | zwanzig Euro                | 20 EUR
          af    | vyftig rand                 | 50 ZAR
          ar    | خمسون ريال                  | 50 SAR
          en    | between R5 and R10          | 5 ZAR, 10 ZAR
          en    | I have 3 cats               |
          en    | 5k dollars                  | 5000 USD
          """)
  void amounts(String language, String text, String expected) {
    assertThat(
            String.join(
                ", ",
                entities(language).amounts(text).stream()
                    .map(found -> found.value().toPlainString() + " " + found.currency())
                    .toList()))
        .isEqualTo(expected == null ? "" : expected);
  }

  private static Entities entities(String language) {
    return new Entities(Locale.forLanguageTag(language), ZoneOffset.UTC);
  }
}
