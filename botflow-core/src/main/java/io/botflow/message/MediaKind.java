package io.botflow.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of media that chat channels tell apart. */
public enum MediaKind {
  @JsonProperty("image")
  IMAGE,
  @JsonProperty("video")
  VIDEO,
  @JsonProperty("audio")
  AUDIO,
  @JsonProperty("document")
  DOCUMENT,
  @JsonProperty("sticker")
  STICKER
}
