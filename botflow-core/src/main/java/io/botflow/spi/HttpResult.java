package io.botflow.spi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import java.util.Objects;

/** What came of a call to a program outside. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HttpResult.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = HttpResult.Failed.class, name = "failed")
})
public sealed interface HttpResult {

  /** The other side answered, whatever the status; header names in lower case. */
  record Answered(int status, Map<String, String> headers, String body) implements HttpResult {
    public Answered {
      headers = Map.copyOf(headers);
      Objects.requireNonNull(body, "body");
    }
  }

  /**
   * No answer.
   *
   * @param retryable whether the other side surely did not work on it, or it is safe to repeat
   */
  record Failed(String why, boolean retryable) implements HttpResult {
    public Failed {
      Objects.requireNonNull(why, "why");
    }
  }
}
