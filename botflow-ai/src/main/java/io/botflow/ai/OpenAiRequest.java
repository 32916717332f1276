package io.botflow.ai;

import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.ChatTool;
import java.util.List;
import java.util.Map;

/** Writes a request in the words of OpenAI's chat completions. */
final class OpenAiRequest {
  /** Required by the protocol, shown to the model by some servers. */
  private static final String SCHEMA_NAME = "answer";

  private OpenAiRequest() {}

  static ChatCompletionCreateParams.Builder of(ChatRequest request, String model) {
    ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder().model(model);
    if (request.temperature() != null) {
      params.temperature(request.temperature());
    }
    if (!request.instructions().isBlank()) {
      // "system" and not "developer": servers other than OpenAI's know only the older word.
      params.addSystemMessage(request.instructions());
    }
    for (ChatRequest.Message message : request.messages()) {
      switch (message.role()) {
        // What was looked up ranks no higher than what a customer says.
        case CUSTOMER, DATA -> params.addUserMessage(message.text());
        case BOT -> params.addAssistantMessage(message.text());
      }
    }
    request.tools().forEach(tool -> params.addTool(tool(tool)));
    request.exchanges().forEach(exchange -> add(params, exchange));
    if (request.schema() != null) {
      params.responseFormat(format(request.schema()));
    }
    return params;
  }

  private static ChatCompletionFunctionTool tool(ChatTool tool) {
    FunctionParameters.Builder parameters = FunctionParameters.builder();
    tool.parameters()
        .forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
    return ChatCompletionFunctionTool.builder()
        .function(
            FunctionDefinition.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(parameters.build())
                .strict(isStrict(tool.parameters()))
                .build())
        .build();
  }

  /** Strict schemas know no member that may be left out. */
  private static boolean isStrict(Map<String, Object> schema) {
    return schema.get("properties") instanceof Map<?, ?> properties
        && schema.get("required") instanceof List<?> required
        && required.size() == properties.size();
  }

  private static void add(ChatCompletionCreateParams.Builder params, ChatTool.Exchange exchange) {
    params.addMessage(
        ChatCompletionAssistantMessageParam.builder()
            .addToolCall(
                ChatCompletionMessageFunctionToolCall.builder()
                    .id(exchange.call().id())
                    .function(
                        ChatCompletionMessageFunctionToolCall.Function.builder()
                            .name(exchange.call().tool())
                            .arguments(exchange.call().arguments())
                            .build())
                    .build())
            .build());
    params.addMessage(
        ChatCompletionToolMessageParam.builder()
            .toolCallId(exchange.call().id())
            .content(exchange.result())
            .build());
  }

  private static ResponseFormatJsonSchema format(Map<String, Object> schema) {
    JsonSchema.Schema.Builder properties = JsonSchema.Schema.builder();
    schema.forEach((name, value) -> properties.putAdditionalProperty(name, JsonValue.from(value)));
    return ResponseFormatJsonSchema.builder()
        .jsonSchema(
            JsonSchema.builder()
                .name(SCHEMA_NAME)
                .schema(properties.build())
                // Strict schemas may have no open object anywhere; one that is closed is meant so.
                .strict(Boolean.FALSE.equals(schema.get("additionalProperties")))
                .build())
        .build();
  }
}
