package io.botflow.ai.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How articles are cut. */
class ChunkerTest {

  @Test
  void headingsGoWithWhatIsUnderThem() {
    List<Chunk> chunks =
        chunks(
            """
            Before everything.

            # Delivery
            Two days.

            ## Abroad
            A week.

            # Returns ##
            Thirty days.
            """);

    assertThat(chunks)
        .containsExactly(
            new Chunk(List.of(), "Before everything."),
            new Chunk(List.of("Delivery"), "Two days."),
            new Chunk(List.of("Delivery", "Abroad"), "A week."),
            new Chunk(List.of("Returns"), "Thirty days."));
  }

  @Test
  void aCommentInCodeIsNoHeading() {
    assertThat(chunks("# Setup\n```\n# not a heading\nrun\n```\n"))
        .containsExactly(new Chunk(List.of("Setup"), "```\n# not a heading\nrun\n```"));
  }

  @Test
  void shortParagraphsShareAPieceAndLongOnesAreCutBetweenSentences() {
    String sentence = "This sentence says the same as all the others around it. ";

    assertThat(chunks("One.\n\nTwo.")).containsExactly(new Chunk(List.of(), "One.\n\nTwo."));
    assertThat(chunks(sentence.repeat(40)))
        .hasSizeGreaterThan(2)
        .allSatisfy(
            chunk -> {
              assertThat(chunk.text()).hasSizeLessThanOrEqualTo(Chunker.LONGEST).endsWith("it.");
            });
  }

  @Test
  void nothingIsLostWhereNothingParts() {
    String faces = "\uD83D\uDE00".repeat(1000);

    List<Chunk> chunks = chunks(faces);

    assertThat(chunks.stream().map(Chunk::text).reduce("", String::concat)).isEqualTo(faces);
    assertThat(chunks)
        .allSatisfy(chunk -> assertThat(chunk.text()).hasSizeLessThanOrEqualTo(Chunker.LONGEST));
  }

  @Test
  void aTitleAloneIsAPiece() {
    assertThat(chunks("  \n")).containsExactly(new Chunk(List.of(), ""));
  }

  private static List<Chunk> chunks(String text) {
    return Chunker.chunks(new Article("a", "Title", text, "en", null));
  }
}
