package io.botflow.whatsapp.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.engine.Compilation;
import io.botflow.engine.CompiledFlow;
import io.botflow.engine.Known;
import io.botflow.flow.FlowReader;
import io.botflow.flow.ProblemCode;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.MediaKind;
import io.botflow.message.MessageContent;
import io.botflow.message.TemplateComponent;
import io.botflow.message.TemplateComponent.BodyPart;
import io.botflow.message.TemplateComponent.ButtonKind;
import io.botflow.message.TemplateComponent.ButtonPart;
import io.botflow.message.TemplateComponent.HeaderPart;
import io.botflow.message.TemplateComponent.Parameter;
import io.botflow.node.NodeTypes;
import io.botflow.spi.FlowVersion;
import io.botflow.whatsapp.WhatsAppLimits;
import io.botflow.whatsapp.template.TemplateMismatch.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateRegistryTest {
  private static final String ACCOUNT = "waba-1";

  private final TemplateRegistry registry = new TemplateRegistry(new InMemoryTemplateTable());

  private static RegisteredTemplate order() {
    return TemplateTableContract.template(ACCOUNT, "order", "en_US");
  }

  private static ChannelEvent.TemplateChanged event(
      String aspect, String value, @Nullable String reason) {
    return new ChannelEvent.TemplateChanged(
        new ChannelAddress("whatsapp", ACCOUNT),
        order().id(),
        "order",
        "en-US",
        aspect,
        value,
        reason);
  }

  private List<Kind> kinds(String language, TemplateComponent... components) {
    return registry
        .check(ACCOUNT, new MessageContent.Template("order", language, List.of(components)))
        .stream()
        .map(TemplateMismatch::kind)
        .toList();
  }

  private static BodyPart body(String... values) {
    List<Parameter> parameters = new ArrayList<>();
    for (String value : values) {
      parameters.add(new Parameter(null, value));
    }
    return new BodyPart(parameters);
  }

  private static CompiledFlow flow(String parameters) {
    return ((Compilation.Ready) compile(parameters, Known.NOTHING)).flow();
  }

  private static Compilation compile(String parameters, Known known) {
    String document =
        """
        {"botflow": 1, "id": "tell", "name": "Tell", "language": "en-US",
         "nodes": [
           {"id": "start", "type": "trigger", "data": {"config": {"on": "conversation_start"}}},
           {"id": "say", "type": "message",
            "data": {"config": {"template": {"name": "order", "parameters": PARAMETERS}}}},
           {"id": "bye", "type": "end", "data": {"config": {}}}],
         "edges": [
           {"id": "e1", "source": "start", "target": "say"},
           {"id": "e2", "source": "say", "target": "bye"}]}
        """
            .replace("PARAMETERS", parameters);
    FlowReader.Reading reading = FlowReader.read(document);
    return CompiledFlow.compile(
        new FlowVersion("7", reading.clean().orElseThrow()),
        NodeTypes.standard(),
        WhatsAppLimits.forFlows(),
        known);
  }

  @Test
  void webhooksChangeStatusQualityAndCategory() {
    registry.sync(ACCOUNT, List.of(order()));

    assertThat(registry.apply(event("status", "PAUSED", "quality")))
        .isInstanceOf(RegistryChange.Changed.class);
    registry.apply(event("quality", "RED", null));
    registry.apply(event("category", "MARKETING", null));
    registry.apply(event("components", "Another text", null));

    assertThat(registry.all(ACCOUNT))
        .singleElement()
        .satisfies(
            now -> {
              assertThat(now.status()).isEqualTo(TemplateStatus.PAUSED);
              assertThat(now.reason()).isEqualTo("quality");
              assertThat(now.quality()).isEqualTo(TemplateQuality.RED);
              assertThat(now.content().category()).isEqualTo(TemplateCategory.MARKETING);
              assertThat(now.stale()).isTrue();
            });
    registry.apply(event("status", "APPROVED", "NONE"));
    assertThat(registry.all(ACCOUNT).get(0).reason()).isNull();
  }

  @Test
  void aTemplateThatIsNotKnownIsToBeRead() {
    assertThat(registry.apply(event("status", "APPROVED", null)))
        .isEqualTo(new RegistryChange.Unknown(ACCOUNT, order().id(), "order", "en-US"));
  }

  @Test
  void anEventWithoutANameIsFoundByItsId() {
    registry.put(order());
    ChannelEvent.TemplateChanged nameless =
        new ChannelEvent.TemplateChanged(
            new ChannelAddress("whatsapp", ACCOUNT),
            order().id(),
            null,
            null,
            "status",
            "DISABLED",
            null);

    assertThat(registry.apply(nameless)).isInstanceOf(RegistryChange.Changed.class);
    assertThat(kinds("en_US", body("12"))).containsExactly(Kind.STATUS);
  }

  @Test
  void aSyncRemovesWhatIsGone() {
    registry.sync(
        ACCOUNT, List.of(order(), TemplateTableContract.template(ACCOUNT, "order", "af")));
    registry.sync(ACCOUNT, List.of(order()));

    assertThat(registry.all(ACCOUNT)).containsExactly(order());
    registry.apply(event("status", "DELETED", null));
    assertThat(registry.all(ACCOUNT)).isEmpty();
  }

  @Test
  void aSendIsComparedWithTheTemplate() {
    registry.put(order());

    assertThat(kinds("en-US", body("12"))).isEmpty();
    assertThat(kinds("en_US")).containsExactly(Kind.COUNT);
    assertThat(kinds("en_US", body("12", "13"))).containsExactly(Kind.COUNT);
    assertThat(kinds("en_US", new BodyPart(List.of(new Parameter("order", "12")))))
        .containsExactly(Kind.NAMES);
    assertThat(kinds("en_US", body(" "))).containsExactly(Kind.VALUE);
    assertThat(kinds("en_US", body("two\nlines"))).containsExactly(Kind.VALUE);
    assertThat(kinds("en_US", body("x".repeat(32_769)))).containsExactly(Kind.VALUE);
    assertThat(kinds("en_US", body("12"), new HeaderPart("x", null))).containsExactly(Kind.HEADER);
    assertThat(kinds("en_US", body("12"), new ButtonPart(ButtonKind.URL, 0, "x")))
        .containsExactly(Kind.BUTTONS);
    assertThat(kinds("af", body("12"))).containsExactly(Kind.LANGUAGE);
    assertThat(registry.check(ACCOUNT, new MessageContent.Template("gone", "en", List.of())))
        .extracting(TemplateMismatch::kind)
        .containsExactly(Kind.UNKNOWN);
  }

  @Test
  void headersButtonsAndNamesAreCompared() {
    MessageTemplate named =
        MessageTemplate.of(
                "order",
                "en_US",
                TemplateCategory.MARKETING,
                new TemplateBody(
                    "Hi {{name}}, {{what}} is there now.",
                    Map.of("name", "Ann", "what", "it"),
                    false))
            .withHeader(new TemplateHeader.Media(MediaKind.IMAGE, "4::a"))
            .withButtons(
                new TemplateButton.Url("Go", "https://example.com/{{1}}", "1"),
                new TemplateButton.CopyCode("A1"));
    registry.put(
        new RegisteredTemplate(
            ACCOUNT, "1", named, TemplateStatus.APPROVED, TemplateQuality.UNKNOWN, null, false));
    BodyPart values =
        new BodyPart(List.of(new Parameter("what", "Rose"), new Parameter("name", "Ann")));

    assertThat(kinds("en_US", values)).containsExactly(Kind.HEADER, Kind.BUTTONS, Kind.BUTTONS);
    assertThat(kinds("en_US", body("Ann", "Rose")))
        .containsExactly(Kind.HEADER, Kind.NAMES, Kind.BUTTONS, Kind.BUTTONS);
    assertThat(
            kinds(
                "en_US",
                values,
                new ButtonPart(ButtonKind.URL, 0, "1"),
                new ButtonPart(ButtonKind.COPY_CODE, 1, "B2")))
        .containsExactly(Kind.HEADER);
  }

  @Test
  void aFlowIsComparedWhenItIsCompiled() {
    registry.put(order());
    Known known = Known.NOTHING.withTemplates(registry.known(ACCOUNT));

    assertThat(compile("[{\"value\": \"12\"}]", known)).isInstanceOf(Compilation.Ready.class);
    assertThat(compile("[]", known))
        .isInstanceOfSatisfying(
            Compilation.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .filteredOn(problem -> problem.code() == ProblemCode.TEMPLATE_PARAMETERS)
                    .singleElement()
                    .satisfies(
                        problem -> {
                          assertThat(problem.pointer()).isEqualTo("/nodes/1/data/config/template");
                          assertThat(problem.text()).contains("1 variables, given are 0");
                        }));
    registry.apply(event("status", "PAUSED", null));
    assertThat(compile("[{\"value\": \"12\"}]", known)).isInstanceOf(Compilation.Ready.class);
  }

  @Test
  void aChangeTellsWhichFlowsItBreaks() {
    registry.put(order());
    CompiledFlow good = flow("[{\"value\": \"12\"}]");
    CompiledFlow old = flow("[{\"value\": \"12\"}, {\"value\": \"13\"}]");

    assertThat(TemplateDrift.of(registry, ACCOUNT, List.of(good))).isEmpty();
    assertThat(TemplateDrift.of(registry, ACCOUNT, List.of(good, old)))
        .extracting(one -> one.flow() + " " + one.version() + " " + one.node())
        .containsExactly("tell 7 say");

    RegistryChange recategorised = registry.apply(event("category", "MARKETING", null));
    assertThat(TemplateDrift.of(registry, ACCOUNT, List.of(good), recategorised))
        .extracting(one -> one.mismatch().kind())
        .containsExactly(Kind.RECATEGORISED);
    RegistryChange paused = registry.apply(event("status", "PAUSED", null));
    assertThat(TemplateDrift.of(registry, ACCOUNT, List.of(good), paused))
        .extracting(one -> one.mismatch().kind())
        .containsExactly(Kind.STATUS);
    RegistryChange removed = registry.apply(event("status", "DELETED", null));
    assertThat(TemplateDrift.of(registry, ACCOUNT, List.of(good), removed))
        .extracting(one -> one.mismatch().kind())
        .containsExactly(Kind.UNKNOWN);
  }
}
