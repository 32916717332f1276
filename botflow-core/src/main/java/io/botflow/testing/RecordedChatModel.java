package io.botflow.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model's answers, kept to be given again without asking it: the same question, with the same
 * instructions, passages, tools and lines before it, has the same answer. Thread-safe.
 */
public final class RecordedChatModel implements ChatModel {
  /** How the reason begins for which a question that was never recorded fails. */
  public static final String NOT_RECORDED = "no recording of this question";

  private static final int KEY_BYTES = 12;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Map<String, Recording> known;
  private final Map<String, Recording> used = new TreeMap<>();
  private final @Nullable ChatModel real;

  /**
   * Answers from recordings.
   *
   * @param recordings what {@link #recordings} wrote; empty for none
   * @param real who answers what was not recorded yet; null for nobody
   * @throws IllegalArgumentException where the text is no recordings
   */
  public RecordedChatModel(String recordings, @Nullable ChatModel real) {
    this.real = real;
    try {
      this.known =
          recordings.isBlank()
              ? Map.of()
              : JSON.readValue(recordings, new TypeReference<Map<String, Recording>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no recordings of a model: " + e.getOriginalMessage(), e);
    }
  }

  /** What was asked, for people who read the file, and what came of it. */
  record Recording(String asked, ChatReply reply) {}

  @Override
  public synchronized ChatReply chat(ChatRequest request) {
    String key = key(request);
    Recording recording = used.get(key);
    if (recording == null) {
      recording = known.get(key);
    }
    if (recording == null) {
      ChatReply reply =
          real == null ? new ChatReply.Failed(NOT_RECORDED, false) : real.chat(request);
      if (reply instanceof ChatReply.Failed) {
        return reply;
      }
      recording = new Recording(asked(request), reply);
    }
    used.put(key, recording);
    return recording.reply();
  }

  /**
   * Everything that was asked since this began, as JSON; what was not asked any more is left out.
   */
  public synchronized String recordings() {
    try {
      return JSON.writeValueAsString(used) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("replies can always be written as JSON", e);
    }
  }

  private static String asked(ChatRequest request) {
    return request.messages().isEmpty() ? "" : request.messages().getLast().text();
  }

  /** Depends on all that the answer depends on; not on who pays, nor on how long it may take. */
  private static String key(ChatRequest request) {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    parts.put("model", request.model());
    parts.put("temperature", request.temperature());
    parts.put("instructions", request.instructions());
    parts.put("messages", request.messages());
    parts.put("schema", request.schema());
    parts.put("tools", request.tools());
    parts.put("exchanges", request.exchanges());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(JSON.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, KEY_BYTES));
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException("every JVM has SHA-256, and requests are plain values", e);
    }
  }
}
