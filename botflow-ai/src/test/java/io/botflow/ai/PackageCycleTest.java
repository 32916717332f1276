package io.botflow.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.build.PackageArrows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackageCycleTest {

  @Test
  void noPackageCycle() {
    assertThat(PackageArrows.of(Path.of("target/classes")).cycles()).isEmpty();
  }
}
