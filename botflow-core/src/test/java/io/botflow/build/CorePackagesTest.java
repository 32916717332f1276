package io.botflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CorePackagesTest {

  private static final PackageArrows ARROWS = PackageArrows.of(Path.of("target/classes"));

  @Test
  void noPackageCycle() {
    assertThat(ARROWS.cycles()).isEmpty();
  }

  @Test
  void packagesUseOnlyEarlierOnes() {
    var order =
        PackageOrder.of(
            "io.botflow",
            "message < event < conversation",
            "flow < expression",
            "conversation, expression < spi, entity < node < engine < runtime < . < testing");

    assertThat(order.violations(ARROWS)).isEmpty();
  }
}
