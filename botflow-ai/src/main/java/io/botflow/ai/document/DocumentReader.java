package io.botflow.ai.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.DocumentSelector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.sax.SecureContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Reads Markdown, text, HTML, PDF, DOCX and CSV by Apache Tika, with the parsers of these kinds and
 * no others; what is embedded in a document is left out. Needs the tika modules that botflow-ai
 * names as optional. Time and memory are the caller's: for what strangers upload there is {@link
 * IsolatedReader}. Thread-safe.
 */
public final class DocumentReader {
  /** Most characters of text of a document. */
  public static final int LONGEST = 2_000_000;

  private static final Pattern FIRST_HEADING = Pattern.compile("(?m)^#{1,2} +(\\S.*)$");

  private final TikaConfig config = TikaConfig.getDefaultConfig();
  private final Parser parser =
      new AutoDetectParser(
          config.getDetector(),
          new PDFParser(),
          new OOXMLParser(),
          new JSoupParser(),
          new TextAndCSVParser());

  private enum Kind {
    MARKDOWN,
    TEXT,
    HTML,
    PDF,
    DOCX,
    CSV
  }

  /**
   * Reads a file.
   *
   * @param name as whoever has it calls it; helps to tell Markdown and CSV from other text
   * @throws IOException where the file itself cannot be read
   */
  public ReadDocument read(Path file, String name) throws IOException {
    var metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    try (TikaInputStream bytes = TikaInputStream.get(file, metadata)) {
      String type = config.getDetector().detect(bytes, metadata).getBaseType().toString();
      Kind kind = kind(type, name.toLowerCase(Locale.ROOT));
      if (kind == null) {
        return new ReadDocument.Refused(
            type.startsWith("application/x-tika-ooxml-protected")
                ? ReadDocument.Why.ENCRYPTED
                : ReadDocument.Why.KIND);
      }
      metadata.set(Metadata.CONTENT_TYPE, type);
      return switch (kind) {
        case MARKDOWN -> plain(file, text -> text);
        case CSV -> plain(file, CsvText::markdown);
        case TEXT, HTML, PDF, DOCX -> parsed(bytes, metadata);
      };
    }
  }

  private static @Nullable Kind kind(String type, String name) {
    return switch (type) {
      case "text/x-web-markdown", "text/markdown" -> Kind.MARKDOWN;
      case "text/html", "application/xhtml+xml" -> Kind.HTML;
      case "application/pdf" -> Kind.PDF;
      case "application/vnd.openxmlformats-officedocument.wordprocessingml.document" -> Kind.DOCX;
      case "text/csv", "text/tsv", "text/tab-separated-values" -> Kind.CSV;
      case "text/plain" ->
          name.endsWith(".md") || name.endsWith(".markdown")
              ? Kind.MARKDOWN
              : name.endsWith(".csv") ? Kind.CSV : Kind.TEXT;
      default -> null;
    };
  }

  private static ReadDocument plain(Path file, UnaryOperator<String> markdown) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] some = bytes.readNBytes(LONGEST + 1);
      if (some.length > LONGEST) {
        return new ReadDocument.Refused(ReadDocument.Why.TOO_LONG);
      }
      return read(markdown.apply(new String(some, StandardCharsets.UTF_8)).strip(), null, null);
    } catch (UncheckedIOException e) {
      return new ReadDocument.Refused(ReadDocument.Why.DAMAGED);
    }
  }

  private ReadDocument parsed(TikaInputStream bytes, Metadata metadata) {
    var context = new ParseContext();
    context.set(DocumentSelector.class, embedded -> false);
    context.set(HtmlMapper.class, IdentityHtmlMapper.INSTANCE);
    var office = new OfficeParserConfig();
    office.setUseSAXDocxExtractor(true);
    office.setIncludeHeadersAndFooters(false);
    office.setIncludeDeletedContent(false);
    context.set(OfficeParserConfig.class, office);
    context.set(Parser.class, parser);
    var text = new MarkdownText(LONGEST);
    var guarded = new SecureContentHandler(text, bytes);
    try {
      parser.parse(bytes, guarded, metadata, context);
    } catch (EncryptedDocumentException e) {
      return new ReadDocument.Refused(ReadDocument.Why.ENCRYPTED);
    } catch (SAXException | TikaException | IOException e) {
      return new ReadDocument.Refused(why(e, guarded));
    }
    return read(
        text.text(),
        metadata.get(TikaCoreProperties.TITLE),
        metadata.get(TikaCoreProperties.LANGUAGE));
  }

  private static ReadDocument.Why why(Exception e, SecureContentHandler guarded) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkdownText.TooLong || cause instanceof WriteLimitReachedException) {
        return ReadDocument.Why.TOO_LONG;
      }
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("zip bomb")) {
        return ReadDocument.Why.BOMB;
      }
    }
    try {
      if (e instanceof SAXException refused) {
        guarded.throwIfCauseOf(refused);
      }
    } catch (TikaException bomb) {
      return ReadDocument.Why.BOMB;
    }
    return ReadDocument.Why.DAMAGED;
  }

  private static ReadDocument read(String text, @Nullable String title, @Nullable String language) {
    if (text.isBlank()) {
      return new ReadDocument.Refused(ReadDocument.Why.EMPTY);
    }
    String named = title == null || title.isBlank() ? null : title.strip();
    Matcher heading = FIRST_HEADING.matcher(text);
    if (named == null && heading.find()) {
      named = heading.group(1).strip();
    }
    return new ReadDocument.Read(named, text, language);
  }
}
