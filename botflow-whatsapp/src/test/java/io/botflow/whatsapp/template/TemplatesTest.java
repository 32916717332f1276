package io.botflow.whatsapp.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.MediaKind;
import io.botflow.testing.SettableClock;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates at the sandbox, which judges them by rules of its own. */
class TemplatesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final WhatsAppSandbox sandbox =
      WhatsAppSandbox.start(SandboxOptions.DEFAULT.withClock(clock.withZone(ZoneOffset.UTC)));
  private final GraphApi api = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(sandbox.baseUrl()));
  private final Templates templates = new Templates(api, new InMemoryTemplateHistory(), clock);
  private final TemplateAccount meta = new TemplateAccount(Endpoint.META, "waba-111", "token");
  private final TemplateAccount dialog360 =
      new TemplateAccount(Endpoint.DIALOG_360, "waba-111", "token");

  TemplatesTest() {
    sandbox.register(SandboxNumber.of("111").withAccessToken("token"));
  }

  @AfterEach
  void close() {
    api.close();
    sandbox.close();
  }

  private static MessageTemplate template(String name) {
    return MessageTemplate.of(
        name,
        "en_US",
        TemplateCategory.UTILITY,
        TemplateBody.of("Hi {{1}}, your order {{2}} is on its way.", "Ann", "12"));
  }

  private RegisteredTemplate only() {
    TemplateReading reading = templates.all(meta);
    assertThat(reading).isInstanceOf(TemplateReading.Page.class);
    return ((TemplateReading.Page) reading).templates().get(0);
  }

  @Test
  void createsListsEditsAndDeletes() {
    assertThat(templates.create(meta, template("order")))
        .isInstanceOfSatisfying(
            TemplateResult.Done.class,
            done -> {
              assertThat(done.status()).isEqualTo(TemplateStatus.APPROVED);
              assertThat(templates.get(meta, done.id()))
                  .isEqualTo(new TemplateReading.Page(List.of(only()), null));
            });
    assertThat(only().content()).isEqualTo(template("order"));

    MessageTemplate shorter =
        template("order").withBody(TemplateBody.of("Your order {{1}} is on its way.", "12"));
    assertThat(templates.edit(meta, only(), shorter)).isInstanceOf(TemplateResult.Done.class);
    assertThat(only().content()).isEqualTo(shorter);

    assertThat(templates.delete(meta, "order", only().id()))
        .isInstanceOf(TemplateResult.Done.class);
    assertThat(templates.all(meta)).isEqualTo(new TemplateReading.Page(List.of(), null));
  }

  @Test
  void readsEveryPage() {
    for (int i = 0; i < 100; i++) {
      templates.create(meta, template("order_" + i));
    }
    clock.advance(Duration.ofHours(2));
    templates.create(meta, template("order_100"));

    assertThat(templates.page(meta, null))
        .isInstanceOfSatisfying(
            TemplateReading.Page.class,
            page -> {
              assertThat(page.templates()).hasSize(100);
              assertThat(page.next()).isEqualTo("100");
            });
    assertThat(templates.all(meta))
        .isInstanceOfSatisfying(
            TemplateReading.Page.class, page -> assertThat(page.templates()).hasSize(101));
    assertThat(templates.all(dialog360)).isEqualTo(templates.all(meta));
  }

  @Test
  void limitsAreToldBeforeTheNetworkRefuses() {
    for (int i = 0; i < 100; i++) {
      templates.create(meta, template("order_" + i));
    }
    assertThat(templates.create(meta, template("more")))
        .isEqualTo(
            new TemplateResult.LimitReached(
                "An account can create 100 templates in an hour.", NOW.plus(Duration.ofHours(1))));

    templates.edit(meta, only(), template("order_0"));
    assertThat(templates.edit(meta, only(), template("order_0")))
        .isEqualTo(
            new TemplateResult.LimitReached(
                "An approved template can be edited once in 24 hours.",
                NOW.plus(Duration.ofDays(1))));
    for (int i = 0; i < 9; i++) {
      clock.advance(Duration.ofHours(25));
      assertThat(templates.edit(meta, only(), template("order_0")))
          .isInstanceOf(TemplateResult.Done.class);
    }
    clock.advance(Duration.ofHours(25));
    assertThat(templates.edit(meta, only(), template("order_0")))
        .isEqualTo(
            new TemplateResult.LimitReached(
                "An approved template can be edited 10 times in 30 days.",
                NOW.plus(Duration.ofDays(30))));

    templates.delete(meta, "order_1", null);
    assertThat(templates.create(meta, template("order_1")))
        .isInstanceOf(TemplateResult.LimitReached.class);
    clock.advance(Duration.ofDays(31));
    assertThat(templates.create(meta, template("order_1"))).isInstanceOf(TemplateResult.Done.class);
  }

  @Test
  void whatBreaksARuleIsNotSent() {
    assertThat(templates.create(meta, template("Order")))
        .isInstanceOf(TemplateResult.Invalid.class);
    assertThat(templates.all(meta)).isEqualTo(new TemplateReading.Page(List.of(), null));
    templates.create(meta, template("order"));
    assertThat(templates.edit(meta, only(), template("other")))
        .isInstanceOf(TemplateResult.NotPossible.class);
    assertThat(
            templates.edit(
                meta, only(), template("order").withCategory(TemplateCategory.MARKETING)))
        .isInstanceOf(TemplateResult.NotPossible.class);
    assertThat(templates.delete(meta, " ", null)).isInstanceOf(TemplateResult.NotPossible.class);
  }

  @Test
  void whatTheNetworkRefusesIsExplained() {
    templates.create(meta, template("order"));
    assertThat(templates.create(meta, template("order")))
        .isInstanceOfSatisfying(
            TemplateResult.Refused.class,
            refused -> assertThat(refused.text()).contains("in this language"));
    assertThat(
            templates.create(
                new TemplateAccount(Endpoint.META, "waba-111", "wrong"), template("order")))
        .isInstanceOfSatisfying(
            TemplateResult.Refused.class,
            refused -> assertThat(refused.error().code()).isEqualTo(190));
    try (GraphApi nowhere = new GraphApi(GraphSettings.DEFAULT.withBaseUrl("http://127.0.0.1:1"))) {
      assertThat(
              new Templates(nowhere, new InMemoryTemplateHistory(), clock)
                  .create(meta, template("order")))
          .isInstanceOf(TemplateResult.NotSent.class);
    }
  }

  @Test
  void speaks360dialog() {
    assertThat(templates.create(dialog360, template("order")))
        .isInstanceOf(TemplateResult.Done.class);
    assertThat(templates.all(dialog360))
        .isInstanceOfSatisfying(
            TemplateReading.Page.class,
            page ->
                assertThat(page.templates())
                    .extracting(one -> one.content().name())
                    .containsExactly("order"));
    assertThat(templates.edit(dialog360, only(), template("order")))
        .isInstanceOf(TemplateResult.NotPossible.class);
    assertThat(templates.delete(dialog360, "order", null)).isInstanceOf(TemplateResult.Done.class);
    assertThat(templates.all(dialog360)).isEqualTo(new TemplateReading.Page(List.of(), null));
  }

  @Test
  void uploadsTheExampleOfAHeader(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("a.png"), new byte[] {1, 2, 3});
    TemplateResult uploaded = templates.uploadSample(meta, "app-1", file, "image/png");

    assertThat(uploaded).isInstanceOf(TemplateResult.Done.class);
    String handle = ((TemplateResult.Done) uploaded).id();
    assertThat(handle).startsWith("4::");
    assertThat(
            templates.create(
                meta,
                template("order").withHeader(new TemplateHeader.Media(MediaKind.IMAGE, handle))))
        .isInstanceOf(TemplateResult.Done.class);
    assertThat(only().content().header())
        .isEqualTo(new TemplateHeader.Media(MediaKind.IMAGE, handle));
  }
}
