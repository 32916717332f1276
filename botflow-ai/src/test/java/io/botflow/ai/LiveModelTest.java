package io.botflow.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.ChatTool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Asks the real providers; costs a fraction of a cent and needs a key, so it is off by default. See
 * docs/ai.md.
 */
class LiveModelTest {
  @Test
  @EnabledIfEnvironmentVariable(named = "BOTFLOW_LIVE_OPENAI_KEY", matches = ".+")
  void openAiAsksForATool() {
    String model = System.getenv().getOrDefault("BOTFLOW_LIVE_OPENAI_MODEL", "gpt-5-mini");
    String url = System.getenv().getOrDefault("BOTFLOW_LIVE_OPENAI_URL", OpenAiSettings.OPENAI);
    try (OpenAiChatModel live =
        new OpenAiChatModel(
            new OpenAiSettings(url, System.getenv("BOTFLOW_LIVE_OPENAI_KEY"), model))) {
      asksForATool(live);
    }
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "BOTFLOW_LIVE_ANTHROPIC_KEY", matches = ".+")
  void anthropicAsksForATool() {
    String model = System.getenv().getOrDefault("BOTFLOW_LIVE_ANTHROPIC_MODEL", "claude-haiku-4-5");
    try (AnthropicChatModel live =
        new AnthropicChatModel(
            AnthropicSettings.of(System.getenv("BOTFLOW_LIVE_ANTHROPIC_KEY"), model))) {
      asksForATool(live);
    }
  }

  private static void asksForATool(ChatModel live) {
    Map<String, Object> parameters =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of("order", Map.of("type", "string", "description", "The order's number")),
            "required",
            List.of("order"),
            "additionalProperties",
            false);
    ChatReply reply =
        live.chat(
            new ChatRequest(
                    null,
                    null,
                    "You look up orders of a shop's customers with the tool.",
                    List.of(
                        new ChatRequest.Message(
                            ChatRequest.Role.CUSTOMER, "Where is my order A7?")),
                    null,
                    Duration.ofSeconds(30))
                .with(
                    List.of(new ChatTool("look_up_order", "Looks up an order", parameters)),
                    List.of()));
    assertThat(reply)
        .isInstanceOfSatisfying(
            ChatReply.Answer.class,
            answer -> {
              assertThat(answer.calls())
                  .singleElement()
                  .satisfies(call -> assertThat(call.arguments()).contains("A7"));
              assertThat(answer.inputTokens()).isPositive();
            });
  }
}
