package io.botflow.ai.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of documents, good ones and hostile ones. */
class DocumentReaderTest {
  @TempDir Path folder = Path.of("");

  private final DocumentReader reader = new DocumentReader();

  @Test
  void aPageIsReadWithoutWhatIsAroundIt() throws IOException {
    assertThat(
            text(
                "page.html",
                """
                <html lang="en"><head><title>Delivery</title><script>alert(1)</script></head><body>
                <nav>Home | Shop</nav><main><h1>Delivery</h1><p>Two   days.</p>
                <ul><li>By post</li><li>By bike</li></ul><h2>Abroad</h2><p>A week.</p></main>
                <footer>Imprint</footer></body></html>
                """))
        .isEqualTo(
            new ReadDocument.Read(
                "Delivery",
                "# Delivery\n\nTwo days.\n\n- By post\n- By bike\n\n## Abroad\n\nA week.",
                null));
  }

  @Test
  void markdownStaysAsItIs() throws IOException {
    assertThat(text("a.md", "# Returns\n\n*Thirty* days.\n"))
        .isEqualTo(new ReadDocument.Read("Returns", "# Returns\n\n*Thirty* days.", null));
  }

  @Test
  void eachRowOfATableStandsUnderItsFirstCell() throws IOException {
    assertThat(
            text(
                "faq.csv",
                "question,answer\nWhen are you open?,\"9 to 18, every day\"\nWhere?,Market Street\n"))
        .isEqualTo(
            new ReadDocument.Read(
                "When are you open?",
                "## When are you open?\n\n9 to 18, every day\n\n## Where?\n\nMarket Street",
                null));
  }

  @Test
  void aPdfIsRead() throws IOException {
    Path file = folder.resolve("a.pdf");
    MadeDocuments.pdf(file, "We deliver within two days.", null);

    assertThat(reader.read(file, "a.pdf"))
        .isEqualTo(new ReadDocument.Read(null, "We deliver within two days.", null));
  }

  @Test
  void aDocxKeepsItsHeadings() throws IOException {
    Path file = folder.resolve("a.docx");
    MadeDocuments.docx(file, "Delivery", "Two days.");

    assertThat(reader.read(file, "a.docx"))
        .isEqualTo(new ReadDocument.Read("Delivery", "# Delivery\n\nTwo days.", null));
  }

  @Test
  void aProtectedPdfIsRefused() throws IOException {
    Path file = folder.resolve("a.pdf");
    MadeDocuments.pdf(file, "Secret.", "password");

    assertThat(reader.read(file, "a.pdf")).isEqualTo(refused(ReadDocument.Why.ENCRYPTED));
  }

  @Test
  void whatIsNoDocumentIsRefusedWhateverItsName() throws IOException {
    Path file = folder.resolve("a.pdf");
    Files.write(file, new byte[] {'P', 'K', 3, 4, 1, 2, 3});
    assertThat(reader.read(file, "a.pdf")).isEqualTo(refused(ReadDocument.Why.KIND));

    Files.writeString(file, "%PDF-1.7 and then nothing of the kind");
    assertThat(reader.read(file, "a.pdf")).isEqualTo(refused(ReadDocument.Why.DAMAGED));

    assertThat(text("a.csv", "question,answer\nwhen,\"never closed\n"))
        .isEqualTo(refused(ReadDocument.Why.DAMAGED));
    assertThat(text("a.txt", "  \n")).isEqualTo(refused(ReadDocument.Why.EMPTY));
  }

  @Test
  void aDocumentShowsNoFileOfTheReaders() throws IOException {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "hunter2");
    Path file = folder.resolve("a.docx");
    MadeDocuments.docxWithEntity(file, secret);

    assertThat(String.valueOf(reader.read(file, "a.docx"))).doesNotContain("hunter2");
    assertThat(
            String.valueOf(
                text(
                    "a.xhtml",
                    "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY s SYSTEM '%s'>]><html><body><p>Text &s;</p></body></html>"
                        .formatted(secret.toUri()))))
        .doesNotContain("hunter2");
  }

  @Test
  void whatUnpacksToVeryMuchMoreIsRefused() throws Exception {
    Path file = folder.resolve("a.docx");
    MadeDocuments.bomb(file, 300);
    assertThat(Files.size(file)).isLessThan(1_000_000);

    assertThat(IsolatedReader.DEFAULT.read(file, "a.docx"))
        .isInstanceOfSatisfying(
            ReadDocument.Refused.class,
            refused ->
                assertThat(refused.why())
                    .isIn(
                        ReadDocument.Why.BOMB,
                        ReadDocument.Why.TOO_LONG,
                        ReadDocument.Why.TOO_MUCH));
  }

  @Test
  void aHundredMegabytesOfTextAreRefusedInLittleMemory() throws Exception {
    Path file = folder.resolve("a.txt");
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] much = "All work and no play.\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 100; i++) {
        out.write(much);
      }
    }

    assertThat(new IsolatedReader(Duration.ofSeconds(60), 64).read(file, "a.txt"))
        .isEqualTo(refused(ReadDocument.Why.TOO_LONG));
  }

  @Test
  void aProcessOfItsOwnReadsTheSameAndEndsWhenItsTimeIsUp() throws Exception {
    Path file = folder.resolve("a.md");
    Files.writeString(file, "# Returns\n\nThirty days.");

    assertThat(IsolatedReader.DEFAULT.read(file, "a.md")).isEqualTo(reader.read(file, "a.md"));
    assertThat(new IsolatedReader(Duration.ofMillis(1), 64).read(file, "a.md"))
        .isEqualTo(refused(ReadDocument.Why.TOO_MUCH));
  }

  private static ReadDocument refused(ReadDocument.Why why) {
    return new ReadDocument.Refused(why);
  }

  private ReadDocument text(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, content);
    return reader.read(file, name);
  }
}
