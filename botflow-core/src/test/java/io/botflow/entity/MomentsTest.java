package io.botflow.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days and times, said on Wednesday, 25 November 2026, at 10:00 in Johannesburg. */
class MomentsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en    | today                               | 2026-11-25
          en    | tomorrow please                     | 2026-11-26
          en    | tommorow                            | 2026-11-26
          en    | the day after tomorrow              | 2026-11-27
          en    | yesterday                           | 2026-11-24
          en    | friday                              | 2026-11-27
          en    | on Friday                           | 2026-11-27
          en    | this friday                         | 2026-11-27
          en    | wednesday                           | 2026-12-02
          en    | next friday                         | 2026-12-04
          en    | last friday                         | 2026-11-20
          en    | next week                           | 2026-12-02
          en    | next month                          | 2026-12-25
          en    | in 2 weeks                          | 2026-12-09
          en    | in two weeks                        | 2026-12-09
          en    | in a week                           | 2026-12-02
          en    | 3 days ago                          | 2026-11-22
          en    | two weeks from now                  | 2026-12-09
          en    | in 3 months                         | 2027-02-25
          en    | 4 December                          | 2026-12-04
          en    | 4th of December                     | 2026-12-04
          en    | December 4th                        | 2026-12-04
          en    | Dec 4, 2027                         | 2027-12-04
          en    | Friday, 4 December                  | 2026-12-04
          en    | 3 January                           | 2027-01-03
          en    | the 5th                             | 2026-12-05
          en    | the 30th                            | 2026-11-30
          en    | 2026-12-31                          | 2026-12-31
          en    | 04/12/2026                          | 2026-12-04
          en-US | 12/04/2026                          | 2026-12-04
          en-GB | 04/12/26                            | 2026-12-04
          en-ZA | 04/12/2026                          | 2026-12-04
          en-US | 25/12/2026                          | 2026-12-25
          en    | 4/12                                | 2026-12-04
          de    | 4.12.2026                           | 2026-12-04
          en    | 31 February                         |
          en    | 99/99/2026                          |
          en    | I may come                          |
          en    | 3.5                                 |
          en    | at 3                                | 15:00
          en    | at 3pm                              | 15:00
          en    | 3 pm                                | 15:00
          en    | 3:30 pm                             | 15:30
          en    | 3 p.m.                              | 15:00
          en    | 12 am                               | 00:00
          en    | 14:30                               | 14:30
          en    | at 9                                | 09:00
          en    | 9 o'clock                           | 09:00
          en    | 3 in the afternoon                  | 15:00
          en    | 8 in the morning                    | 08:00
          en    | half past 3                         | 15:30
          en    | quarter to four                     | 15:45
          en    | noon                                | 12:00
          en    | at midnight                         | 00:00
          en    | 15h30                               | 15:30
          en    | 25:00                               |
          en    | next friday at 3                    | 2026-12-04 15:00
          en    | tomorrow at 10:30                   | 2026-11-26 10:30
          en    | at 3pm on friday                    | 2026-11-27 15:00
          en    | 4 December at noon                  | 2026-12-04 12:00
          en    | in 2 hours                          | 2026-11-25 12:00
          en    | in half an hour                     | 2026-11-25 10:30
          en    | in 20 minutes                       | 2026-11-25 10:20
          en    | friday 14:00                        | 2026-11-27 14:00
          en    | in two weeks at 9                   | 2026-12-09 09:00
          en    | could we meet tomorrow at 4, please | 2026-11-26 16:00
          af    | môre                                | 2026-11-26
          af    | oormôre                             | 2026-11-27
          af    | volgende Vrydag                     | 2026-12-04
          af    | Vrydag om 3                         | 2026-11-27 15:00
          af    | oor twee weke                       | 2026-12-09
          af    | twee dae gelede                     | 2026-11-23
          af    | half drie                           | 14:30
          af    | 4 Desember                          | 2026-12-04
          af    | môre om 9 in die oggend             | 2026-11-26 09:00
          pt    | hoje                                | 2026-11-25
          pt    | amanhã                              | 2026-11-26
          pt    | depois de amanhã                    | 2026-11-27
          pt    | próxima sexta-feira                 | 2026-11-27
          pt    | sexta que vem                       | 2026-11-27
          pt    | em duas semanas                     | 2026-12-09
          pt    | há 3 dias                           | 2026-11-22
          pt    | 4 de dezembro                       | 2026-12-04
          pt    | amanhã às 15h                       | 2026-11-26 15:00
          pt    | às 3 da tarde                       | 15:00
          pt    | às três e meia                      | 15:30
          pt    | meio-dia                            | 12:00
          es    | mañana                              | 2026-11-26
          es    | pasado mañana                       | 2026-11-27
          es    | el próximo viernes                  | 2026-11-27
          es    | el viernes que viene                | 2026-11-27
          es    | en dos semanas                      | 2026-12-09
          es    | hace tres días                      | 2026-11-22
          es    | 4 de diciembre de 2027              | 2027-12-04
          es    | mañana a las 3                      | 2026-11-26 15:00
          es    | a las 9 de la mañana                | 09:00
          es    | a las cuatro menos cuarto           | 15:45
          es    | a las tres y media                  | 15:30
          es    | mañana por la mañana a las 9        | 2026-11-26 09:00
          fr    | aujourd'hui                         | 2026-11-25
          fr    | demain                              | 2026-11-26
          fr    | après-demain                        | 2026-11-27
          fr    | vendredi prochain                   | 2026-11-27
          fr    | dans deux semaines                  | 2026-12-09
          fr    | il y a trois jours                  | 2026-11-22
          fr    | le 4 décembre                       | 2026-12-04
          fr    | demain à 15h30                      | 2026-11-26 15:30
          fr    | à 9 heures du matin                 | 09:00
          fr    | vendredi à midi                     | 2026-11-27 12:00
          de    | heute                               | 2026-11-25
          de    | morgen                              | 2026-11-26
          de    | übermorgen                          | 2026-11-27
          de    | am Freitag                          | 2026-11-27
          de    | nächsten Freitag                    | 2026-12-04
          de    | in zwei Wochen                      | 2026-12-09
          de    | vor drei Tagen                      | 2026-11-22
          de    | 4. Dezember                         | 2026-12-04
          de    | morgen um 15 Uhr                    | 2026-11-26 15:00
          de    | halb vier                           | 15:30
          de    | viertel vor vier                    | 15:45
          de    | um 8 Uhr                            | 08:00
          ar    | اليوم                               | 2026-11-25
          ar    | غدا                                 | 2026-11-26
          ar    | بعد غد                              | 2026-11-27
          ar    | يوم الجمعة                          | 2026-11-27
          ar    | الجمعة القادمة                      | 2026-11-27
          ar    | بعد أسبوع                           | 2026-12-02
          ar    | غدا الساعة 3                        | 2026-11-26 15:00
          ar    | الساعة 9 صباحا                      | 09:00
          """)
  void moments(String language, String text, String expected) {
    var entities = new Entities(Locale.forLanguageTag(language), ZoneId.of("Africa/Johannesburg"));
    assertThat(
            String.join(
                ", ",
                entities.moments(text, NOW).stream()
                    .map(
                        found ->
                            ((found.day() == null ? "" : found.day())
                                    + " "
                                    + (found.time() == null ? "" : found.time()))
                                .strip())
                    .toList()))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void theDayIsTheSpeakersOwn() {
    Instant late = Instant.parse("2026-11-25T23:30:00Z");
    assertThat(
            new Entities(Locale.ENGLISH, ZoneId.of("Africa/Johannesburg")).moments("today", late))
        .extracting(Entity.When::day)
        .hasToString("[2026-11-26]");
    assertThat(new Entities(Locale.ENGLISH, ZoneId.of("America/New_York")).moments("today", late))
        .extracting(Entity.When::day)
        .hasToString("[2026-11-25]");
  }

  @Test
  void saysWhereItStands() {
    var entities = new Entities(Locale.ENGLISH, ZoneId.of("Africa/Johannesburg"));
    String text = "Please come next friday at 3, thanks";
    Entity.When found = entities.moments(text, NOW).getFirst();
    assertThat(text.substring(found.start(), found.end())).isEqualTo("next friday at 3");
  }
}
