package io.botflow.whatsapp.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every table of templates does. */
public interface TemplateTableContract {

  /** An empty table. */
  TemplateTable table();

  /** A template to put into it. */
  static RegisteredTemplate template(String account, String name, String language) {
    return new RegisteredTemplate(
        account,
        "id-" + name + language,
        MessageTemplate.of(
            name,
            language,
            TemplateCategory.UTILITY,
            TemplateBody.of("Your order {{1}} is on its way.", "12")),
        TemplateStatus.APPROVED,
        TemplateQuality.GREEN,
        null,
        false);
  }

  @Test
  default void findsByAccountNameAndLanguage() {
    TemplateTable table = table();
    table.put(template("A", "order", "en_US"));

    assertThat(table.find("A", "order", "en_US")).contains(template("A", "order", "en_US"));
    assertThat(table.find("A", "order", "af")).isEmpty();
    assertThat(table.find("A", "other", "en_US")).isEmpty();
    assertThat(table.find("B", "order", "en_US")).isEmpty();
  }

  @Test
  default void listsAnAccountByNameAndLanguage() {
    TemplateTable table = table();
    table.put(template("A", "order", "en_US"));
    table.put(template("A", "order", "af"));
    table.put(template("A", "bill", "en_US"));
    table.put(template("B", "order", "en_US"));

    assertThat(table.all("A"))
        .extracting(one -> one.content().name() + " " + one.content().language())
        .containsExactly("bill en_US", "order af", "order en_US");
  }

  @Test
  default void replacesAndRemoves() {
    TemplateTable table = table();
    table.put(template("A", "order", "en_US"));
    RegisteredTemplate paused =
        template("A", "order", "en_US").withStatus(TemplateStatus.PAUSED, "quality");
    table.put(paused);
    table.put(template("A", "order", "af"));
    table.remove("A", "order", "af");
    table.remove("A", "order", "zu");

    assertThat(table.all("A")).containsExactly(paused);
  }
}
