package io.botflow.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Texts that every part of the server can keep: PostgreSQL has no place for the character zero, and
 * half of a pair of UTF-16 is no character.
 */
final class TextDeserializer extends StdScalarDeserializer<String> {
  private static final long serialVersionUID = 1L;

  TextDeserializer() {
    super(String.class);
  }

  /** A text that cannot be kept. */
  static final class NoText extends JsonMappingException {
    private static final long serialVersionUID = 1L;

    NoText(JsonParser parser) {
      super(parser, "no text");
    }
  }

  @Override
  public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    String text = StringDeserializer.instance.deserialize(parser, context);
    if (text != null && !isText(text)) {
      throw new NoText(parser);
    }
    return text;
  }

  static boolean isText(String text) {
    return text.indexOf('\0') < 0
        && text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }
}
