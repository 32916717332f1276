package io.botflow.ai;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.MessageContentParam;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlockParam;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.ChatTool;
import java.util.List;
import java.util.Map;

/** Writes a request in the words of Anthropic's messages. */
final class AnthropicRequest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AnthropicRequest() {}

  static MessageCreateParams of(ChatRequest request, String model, int maxTokens) {
    MessageCreateParams.Builder params =
        MessageCreateParams.builder().model(model).maxTokens(maxTokens);
    if (request.temperature() != null) {
      // From 0 to 1 here, and no part of the client, since newer models refuse it.
      params.putAdditionalBodyProperty(
          "temperature", JsonValue.from(Math.min(1, request.temperature())));
    }
    if (!request.instructions().isBlank()) {
      params.system(request.instructions());
    }
    for (ChatRequest.Message message : request.messages()) {
      switch (message.role()) {
        case CUSTOMER, DATA -> params.addUserMessage(message.text());
        case BOT -> params.addAssistantMessage(message.text());
      }
    }
    if (request.messages().isEmpty()) {
      params.addUserMessage("(nothing was said)");
    }
    request.tools().forEach(tool -> params.addTool(tool(tool)));
    request.exchanges().forEach(exchange -> add(params, exchange));
    Map<String, Object> schema = request.schema();
    if (schema != null) {
      JsonOutputFormat.Schema.Builder members = JsonOutputFormat.Schema.builder();
      schema.forEach((name, value) -> members.putAdditionalProperty(name, JsonValue.from(value)));
      params.outputConfig(
          OutputConfig.builder()
              .format(JsonOutputFormat.builder().schema(members.build()).build())
              .build());
    }
    return params.build();
  }

  private static Tool tool(ChatTool tool) {
    Tool.InputSchema.Properties.Builder properties = Tool.InputSchema.Properties.builder();
    if (tool.parameters().get("properties") instanceof Map<?, ?> given) {
      given.forEach(
          (name, value) ->
              properties.putAdditionalProperty(String.valueOf(name), JsonValue.from(value)));
    }
    Tool.InputSchema.Builder schema = Tool.InputSchema.builder().properties(properties.build());
    if (tool.parameters().get("required") instanceof List<?> required) {
      required.forEach(name -> schema.addRequired(String.valueOf(name)));
    }
    return Tool.builder()
        .name(tool.name())
        .description(tool.description())
        .inputSchema(
            schema.putAdditionalProperty("additionalProperties", JsonValue.from(false)).build())
        .build();
  }

  private static void add(MessageCreateParams.Builder params, ChatTool.Exchange exchange) {
    // Another provider may have given the id, in an alphabet of its own.
    String id = exchange.call().id().replaceAll("[^A-Za-z0-9_-]", "_");
    ToolUseBlockParam.Input.Builder input = ToolUseBlockParam.Input.builder();
    arguments(exchange.call().arguments())
        .properties()
        .forEach(
            entry -> input.putAdditionalProperty(entry.getKey(), JsonValue.from(entry.getValue())));
    params.addAssistantMessage(
        blocks(
            ContentBlockParam.ofToolUse(
                ToolUseBlockParam.builder()
                    .id(id)
                    .name(exchange.call().tool())
                    .input(input.build())
                    .build())));
    params.addUserMessage(
        blocks(
            ContentBlockParam.ofToolResult(
                ToolResultBlockParam.builder().toolUseId(id).content(exchange.result()).build())));
  }

  private static MessageContentParam blocks(ContentBlockParam block) {
    return MessageContentParam.ofContentBlockParams(List.of(block));
  }

  /** A value that a model wrote, as text. */
  static String json(JsonValue value) {
    JsonNode tree = value.convert(JsonNode.class);
    return tree == null ? "{}" : tree.toString();
  }

  /** What a model wrote as arguments; nothing where it is no JSON. */
  private static JsonNode arguments(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}
