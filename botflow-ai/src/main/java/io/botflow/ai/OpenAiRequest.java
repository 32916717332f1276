package io.botflow.ai;

import com.openai.core.JsonValue;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.botflow.spi.ChatRequest;
import java.util.Map;

/** Writes a request in the words of OpenAI's chat completions. */
final class OpenAiRequest {
  /** Required by the protocol, shown to the model by some servers. */
  private static final String SCHEMA_NAME = "answer";

  private OpenAiRequest() {}

  static ChatCompletionCreateParams of(ChatRequest request, String model) {
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
        case CUSTOMER -> params.addUserMessage(message.text());
        case BOT -> params.addAssistantMessage(message.text());
      }
    }
    if (request.schema() != null) {
      params.responseFormat(format(request.schema()));
    }
    return params.build();
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
