package io.botflow.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every scan does. */
public abstract class MediaScanContract {
  /**
   * The industry's harmless test file, in two pieces so that no scanner takes this source for it.
   */
  public static final String EICAR =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

  @TempDir private Path folder;

  /** A scan that works. */
  abstract MediaScan scan();

  Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "scanned", null), content);
  }

  @Test
  void harmlessFilesAreClean() throws Exception {
    assertThat(scan().scan(file("words"))).isEqualTo(new MediaScan.Verdict.Clean());
    assertThat(scan().scan(file(""))).isEqualTo(new MediaScan.Verdict.Clean());
    assertThat(scan().scan(file("words ".repeat(100_000))))
        .isEqualTo(new MediaScan.Verdict.Clean());
  }

  @Test
  void theTestFileIsFoundWhereverItStands() throws Exception {
    assertThat(scan().scan(file(EICAR))).isInstanceOf(MediaScan.Verdict.Infected.class);
    assertThat(scan().scan(file("x".repeat(200_000) + EICAR)))
        .isInstanceOf(MediaScan.Verdict.Infected.class);
  }

  @Test
  void aFileThatCannotBeReadIsNotClean() {
    assertThat(scan().scan(folder.resolve("none"))).isInstanceOf(MediaScan.Verdict.Failed.class);
  }
}
