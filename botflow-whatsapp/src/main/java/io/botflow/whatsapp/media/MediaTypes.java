package io.botflow.whatsapp.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What kind of file bytes are, by how they begin: enough for the formats that WhatsApp carries. */
public final class MediaTypes {
  /** The type of bytes that show none. */
  public static final String UNKNOWN = "application/octet-stream";

  /** How many bytes {@link #detect} looks at. */
  public static final int HEAD = 512;

  private static final String ZIP = "application/zip";
  private static final String OLE = "application/x-ole-storage";
  private static final String HTML = "text/html";
  private static final String PROGRAM = "application/x-executable";
  private static final String TEXT = "text/plain";
  private static final String MP4 = "video/mp4";

  /** Bytes at a place, one for each character. */
  private record Magic(int offset, String bytes, String type) {
    static Magic of(String bytes, String type) {
      return new Magic(0, bytes, type);
    }

    boolean matches(byte[] head) {
      int end = offset + bytes.length();
      return head.length >= end
          && new String(head, offset, bytes.length(), ISO_8859_1).equals(bytes);
    }
  }

  private static final List<Magic> TABLE =
      List.of(
          Magic.of("\u00ff\u00d8\u00ff", "image/jpeg"),
          Magic.of("\u0089PNG\r\n\u001a\n", "image/png"),
          Magic.of("GIF8", "image/gif"),
          Magic.of("%PDF-", "application/pdf"),
          Magic.of("OggS", "audio/ogg"),
          Magic.of("ID3", "audio/mpeg"),
          Magic.of("#!AMR", "audio/amr"),
          Magic.of("PK\u0003\u0004", ZIP),
          Magic.of("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", OLE),
          Magic.of("MZ", PROGRAM),
          Magic.of("\u007fELF", PROGRAM),
          Magic.of("#!", PROGRAM));

  private MediaTypes() {}

  /** The type of a file that begins with {@code head}. */
  public static String detect(byte[] head) {
    for (Magic magic : TABLE) {
      if (magic.matches(head)) {
        return magic.type();
      }
    }
    if (Magic.of("RIFF", "").matches(head) && new Magic(8, "WEBP", "").matches(head)) {
      return "image/webp";
    }
    if (new Magic(4, "ftyp", "").matches(head)) {
      return box(head);
    }
    if (head.length > 1 && (head[0] & 0xff) == 0xff && (head[1] & 0xe0) == 0xe0) {
      // A frame's first bits: layer 0 is AAC, any other MPEG audio.
      return (head[1] & 0x06) == 0 ? "audio/aac" : "audio/mpeg";
    }
    return text(head);
  }

  /**
   * Whether bytes of type {@code detected} can be what {@code declared} says. A type that is not
   * known fits any bytes but programs and pages, which must not pass for a harmless document.
   */
  public static boolean fits(String declared, String detected) {
    String plain = plain(declared);
    if (plain.equals(detected)) {
      return true;
    }
    return switch (plain) {
      case "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint" ->
          detected.equals(OLE);
      case "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation" ->
          detected.equals(ZIP);
      case "video/mp4", "audio/mp4", "video/3gpp" ->
          Set.of(MP4, "audio/mp4", "video/3gpp").contains(detected);
      case "image/jpeg",
          "image/png",
          "image/webp",
          "image/gif",
          "audio/ogg",
          "audio/mpeg",
          "audio/aac",
          "audio/amr",
          "application/pdf" ->
          false;
      default ->
          plain.startsWith("text/")
              ? detected.equals(TEXT)
              : !detected.equals(PROGRAM) && !detected.equals(HTML);
    };
  }

  /** A MIME type in lower case and without parameters such as a codec. */
  public static String plain(String mimeType) {
    int semicolon = mimeType.indexOf(';');
    return (semicolon < 0 ? mimeType : mimeType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String box(byte[] head) {
    if (new Magic(8, "M4A", "").matches(head)) {
      return "audio/mp4";
    }
    return new Magic(8, "3gp", "").matches(head) ? "video/3gpp" : MP4;
  }

  private static String text(byte[] head) {
    if (head.length == 0) {
      return UNKNOWN;
    }
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        return UNKNOWN;
      }
    }
    String start = new String(head, ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
    boolean page =
        start.startsWith("<!doctype html")
            || start.startsWith("<html")
            || start.startsWith("<script")
            || start.startsWith("<svg");
    return page ? HTML : TEXT;
  }
}
