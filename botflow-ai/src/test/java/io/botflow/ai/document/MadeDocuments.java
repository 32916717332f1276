package io.botflow.ai.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;

/** Documents as programs make them, good ones and hostile ones. */
final class MadeDocuments {
  private static final String TYPES =
      """
      <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Default Extension="xml" ContentType="application/xml"/>
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
      <Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
      </Types>
      """;
  private static final String RELATIONS =
      """
      <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
      </Relationships>
      """;
  private static final String PARTS =
      """
      <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
      </Relationships>
      """;
  private static final String STYLES =
      """
      <?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
      <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>
      """;

  private MadeDocuments() {}

  /** One page with a line of text. */
  static void pdf(Path file, String line, @Nullable String password) throws IOException {
    try (var document = new PDDocument()) {
      var page = new PDPage();
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(100, 700);
        content.showText(line);
        content.endText();
      }
      if (password != null) {
        document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
      }
      document.save(file.toFile());
    }
  }

  /** A heading and a paragraph. */
  static void docx(Path file, String heading, String paragraph) throws IOException {
    docx(
        file,
        """
        <?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
        <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>
        <w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>
        """
            .formatted(heading, paragraph),
        "",
        0);
  }

  /** One whose text is a file of whoever reads it, if that one lets itself be told so. */
  static void docxWithEntity(Path file, Path secret) throws IOException {
    docx(
        file,
        """
        <?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY secret SYSTEM "%s">]>
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
        <w:p><w:r><w:t>Before &secret; after</w:t></w:r></w:p></w:body></w:document>
        """
            .formatted(secret.toUri()),
        "",
        0);
  }

  /** A few hundred kilobytes that unpack to as many megabytes as asked for. */
  static void bomb(Path file, int megabytes) throws IOException {
    String begun =
        """
        <?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
        <w:p><w:r><w:t>""";
    docx(file, begun, "</w:t></w:r></w:p></w:body></w:document>", megabytes);
  }

  private static void docx(Path file, String begun, String end, int megabytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        var zip = new ZipOutputStream(out)) {
      entry(zip, "[Content_Types].xml", TYPES.strip());
      entry(zip, "_rels/.rels", RELATIONS.strip());
      entry(zip, "word/_rels/document.xml.rels", PARTS.strip());
      entry(zip, "word/styles.xml", STYLES.strip());
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write(begun.strip().getBytes(StandardCharsets.UTF_8));
      byte[] much = "a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < megabytes; i++) {
        zip.write(much);
      }
      zip.write(end.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
