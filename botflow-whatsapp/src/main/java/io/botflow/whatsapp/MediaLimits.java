package io.botflow.whatsapp;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The formats of media that WhatsApp takes, with their largest sizes in bytes.
 *
 * <p>Source: Meta, "Media" of the Cloud API, copy of January 2026. Inbound documents may have any
 * format and up to 100 MB.
 */
public final class MediaLimits {
  private static final long KB = 1024;
  private static final long MB = 1024 * KB;

  /** Images. */
  public static final long IMAGE_BYTES = 5 * MB;

  /** Recordings. */
  public static final long AUDIO_BYTES = 16 * MB;

  /** Films. */
  public static final long VIDEO_BYTES = 16 * MB;

  /** Documents. */
  public static final long DOCUMENT_BYTES = 100 * MB;

  /** Animated stickers; still ones must not exceed 100 KB. */
  public static final long STICKER_BYTES = 500 * KB;

  private static final Map<String, Long> BYTES =
      Map.ofEntries(
          Map.entry("image/jpeg", IMAGE_BYTES),
          Map.entry("image/png", IMAGE_BYTES),
          Map.entry("image/webp", STICKER_BYTES),
          Map.entry("audio/aac", AUDIO_BYTES),
          Map.entry("audio/amr", AUDIO_BYTES),
          Map.entry("audio/mpeg", AUDIO_BYTES),
          Map.entry("audio/mp4", AUDIO_BYTES),
          Map.entry("audio/ogg", AUDIO_BYTES),
          Map.entry("video/mp4", VIDEO_BYTES),
          Map.entry("video/3gpp", VIDEO_BYTES),
          Map.entry("text/plain", DOCUMENT_BYTES),
          Map.entry("application/pdf", DOCUMENT_BYTES),
          Map.entry("application/msword", DOCUMENT_BYTES),
          Map.entry("application/vnd.ms-excel", DOCUMENT_BYTES),
          Map.entry("application/vnd.ms-powerpoint", DOCUMENT_BYTES),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              DOCUMENT_BYTES),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", DOCUMENT_BYTES),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.presentationml.presentation",
              DOCUMENT_BYTES));

  private MediaLimits() {}

  /** The largest size of a format, parameters such as a codec left out; empty if not taken. */
  public static OptionalLong maxBytes(String mimeType) {
    int semicolon = mimeType.indexOf(';');
    String plain = semicolon < 0 ? mimeType : mimeType.substring(0, semicolon);
    Long bytes = BYTES.get(plain.strip().toLowerCase(Locale.ROOT));
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
  }
}
