package io.botflow.flow;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a variable holds. */
public enum VariableType {
  @JsonProperty("text")
  TEXT,
  @JsonProperty("number")
  NUMBER,
  @JsonProperty("boolean")
  BOOLEAN,
  /** A day, as ISO 8601 text. */
  @JsonProperty("date")
  DATE,
  /** A time of day, as ISO 8601 text. */
  @JsonProperty("time")
  TIME,
  /** A moment. */
  @JsonProperty("datetime")
  DATETIME,
  @JsonProperty("email")
  EMAIL,
  /** A number in international form. */
  @JsonProperty("phone")
  PHONE,
  @JsonProperty("url")
  URL,
  @JsonProperty("location")
  LOCATION,
  @JsonProperty("media")
  MEDIA,
  @JsonProperty("list")
  LIST,
  @JsonProperty("object")
  OBJECT,
  /** Anything: the type is known only when it runs. */
  @JsonProperty("any")
  ANY
}
