package io.botflow.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.MediaKind;
import io.botflow.server.TestDatabase;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.whatsapp.template.MessageTemplate;
import io.botflow.whatsapp.template.RegisteredTemplate;
import io.botflow.whatsapp.template.TemplateBody;
import io.botflow.whatsapp.template.TemplateButton;
import io.botflow.whatsapp.template.TemplateCard;
import io.botflow.whatsapp.template.TemplateCategory;
import io.botflow.whatsapp.template.TemplateFooter;
import io.botflow.whatsapp.template.TemplateHeader;
import io.botflow.whatsapp.template.TemplateHistory;
import io.botflow.whatsapp.template.TemplateHistoryContract;
import io.botflow.whatsapp.template.TemplateQuality;
import io.botflow.whatsapp.template.TemplateStatus;
import io.botflow.whatsapp.template.TemplateTable;
import io.botflow.whatsapp.template.TemplateTableContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Templates and their history in PostgreSQL: each test has an organisation of its own. */
class JdbcTemplatesTest {
  private static Databases databases;

  @BeforeAll
  static void open() throws Exception {
    databases =
        Databases.open(
            new DatabaseSettings(
                TestDatabase.fresh(), Path.of("unused"), 1, 2, Duration.ofSeconds(20)));
  }

  @AfterAll
  static void close() {
    databases.close();
  }

  private static UUID organization() {
    UUID organization = UUID.randomUUID();
    new Deployments(databases).organization(organization, "Shop", organization.toString());
    return organization;
  }

  @Nested
  class Table implements TemplateTableContract {
    private final UUID organization = organization();

    @Override
    public TemplateTable table() {
      return new JdbcTemplateTable(databases.work(), organization);
    }

    @Test
    void keepsEveryPart() {
      MessageTemplate rich =
          MessageTemplate.of(
                  "offer",
                  "en_US",
                  TemplateCategory.MARKETING,
                  TemplateBody.of("Hi {{1}}, look at this.", "Ann"))
              .withHeader(new TemplateHeader.Media(MediaKind.IMAGE, "handle"))
              .withFooter(new TemplateFooter("Reply STOP to end", null))
              .withButtons(
                  new TemplateButton.QuickReply("Yes"),
                  new TemplateButton.Url("See", "https://shop.example/{{1}}", "https://x.example"),
                  new TemplateButton.Phone("Call", "+27820000001"))
              .withCards(
                  new TemplateCard(
                      new TemplateHeader.Media(MediaKind.VIDEO, null),
                      new TemplateBody("A card", java.util.Map.of(), false),
                      List.of(new TemplateButton.QuickReply("More"))));
      RegisteredTemplate template =
          new RegisteredTemplate(
              "A", "7", rich, TemplateStatus.PAUSED, TemplateQuality.RED, "spam", true);
      table().put(template);

      assertThat(table().find("A", "offer", "en_US")).contains(template);
    }

    @Test
    void anotherOrganisationSeesNothing() {
      table().put(TemplateTableContract.template("A", "order", "en_US"));

      TemplateTable others = new JdbcTemplateTable(databases.work(), organization());
      assertThat(others.all("A")).isEmpty();
      others.remove("A", "order", "en_US");
      assertThat(table().all("A")).hasSize(1);
    }
  }

  @Nested
  class History implements TemplateHistoryContract {
    private final UUID organization = organization();

    @Override
    public TemplateHistory history() {
      return new JdbcTemplateHistory(databases.api(), organization);
    }
  }
}
