package io.botflow.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClamAvScanTest extends MediaScanContract {
  private FakeClamd daemon;

  @BeforeEach
  void start() throws IOException {
    daemon = new FakeClamd();
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Override
  MediaScan scan() {
    return new ClamAvScan("127.0.0.1", daemon.port(), Duration.ofSeconds(10));
  }

  @Test
  void theVirusIsNamed() throws Exception {
    assertThat(scan().scan(file(EICAR)))
        .isEqualTo(new MediaScan.Verdict.Infected("Eicar-Test-Signature"));
  }

  @Test
  void whatIsNoVerdictIsAFailure() throws Exception {
    daemon.answer("INSTREAM size limit exceeded. ERROR\0");
    assertThat(scan().scan(file("words")))
        .isEqualTo(new MediaScan.Verdict.Failed("clamd: INSTREAM size limit exceeded. ERROR"));
    daemon.answer("");
    assertThat(scan().scan(file("words")))
        .isEqualTo(new MediaScan.Verdict.Failed("clamd: no answer"));
    daemon.close();
    assertThat(scan().scan(file("words"))).isInstanceOf(MediaScan.Verdict.Failed.class);
  }
}
