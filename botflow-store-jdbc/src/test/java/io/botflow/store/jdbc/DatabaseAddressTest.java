package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "jdbc:postgresql://db/bots                       | jdbc:postgresql://db/bots           | -   | -",
        "jdbc:postgresql://db:5433/bots?user=a&password=b%26c&sslmode=require | jdbc:postgresql://db:5433/bots?sslmode=require | a | b&c",
        "postgres://ann:p%40ss@db.example:5432/bots      | jdbc:postgresql://db.example:5432/bots | ann | p@ss",
        "postgresql://ann@one:1,two:2/bots?targetServerType=primary | jdbc:postgresql://one:1,two:2/bots?targetServerType=primary | ann | -",
        "postgres://ann:a+b@[::1]/bots                   | jdbc:postgresql://[::1]/bots        | ann | a+b",
      })
  void readsTheFormsThatPeopleWrite(String text, String url, String user, String password) {
    DatabaseAddress address = DatabaseAddress.parse(text, null, null);
    assertThat(address).isEqualTo(new DatabaseAddress(url, user, password));
  }

  @Test
  void separateCredentialsWin() {
    DatabaseAddress address = DatabaseAddress.parse("postgres://a:b@db/bots", "c", "d");
    assertThat(address.user()).isEqualTo("c");
    assertThat(address.password()).isEqualTo("d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://ann:sec ret@db/bots",
        "postgres://ann:secret@db",
        "mysql://ann:secret@db/bots",
        "jdbc:mysql://db/bots?password=secret",
        "secret",
      })
  void whatCannotBeReadIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> DatabaseAddress.parse(text, null, null))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("BOTFLOW_DATABASE_URL")
        .hasMessageNotContainingAny("secret", "sec ret");
  }

  @Test
  void anotherDatabaseOfTheSameServer() {
    DatabaseAddress address = new DatabaseAddress("jdbc:postgresql://db:1/a?ssl=true", "u", "p");
    assertThat(address.withDatabase("b").url()).isEqualTo("jdbc:postgresql://db:1/b?ssl=true");
    assertThat(address.toString()).doesNotContain("=p]");
  }

  @Test
  void withoutAnAddressTheEmbeddedServerIsUsed() {
    DatabaseSettings settings = DatabaseSettings.fromEnvironment(Map.of(), Path.of("data"));
    assertThat(settings.address()).isNull();
    assertThat(settings.embeddedDirectory()).isEqualTo(Path.of("data"));
    assertThat(
            DatabaseSettings.fromEnvironment(
                    Map.of("BOTFLOW_DATABASE_DIRECTORY", "/x", "BOTFLOW_DATABASE_URL", " "),
                    Path.of("data"))
                .embeddedDirectory())
        .isEqualTo(Path.of("/x"));
  }

  @Test
  void theEnvironmentSelectsAnExternalServer() {
    DatabaseSettings settings =
        DatabaseSettings.fromEnvironment(
            Map.of(
                "BOTFLOW_DATABASE_URL", "jdbc:postgresql://db/bots",
                "BOTFLOW_DATABASE_USER", "ann",
                "BOTFLOW_DATABASE_PASSWORD", "secret"),
            Path.of("data"));
    assertThat(settings.address())
        .isEqualTo(new DatabaseAddress("jdbc:postgresql://db/bots", "ann", "secret"));
  }
}
