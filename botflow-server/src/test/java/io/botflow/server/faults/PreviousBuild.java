package io.botflow.server.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Servers of an earlier checkout, to serve beside those of this one. There: {@code ./mvnw -q
 * -Ddashboard.skip -pl botflow-server -am test-compile dependency:build-classpath
 * -Dmdep.outputFile=target/class-path.txt}.
 *
 * @param unknownSettings variables that the earlier version would refuse, from {@code
 *     -Dfaults.previous.without}
 */
record PreviousBuild(String classPath, Set<String> unknownSettings) {
  /** Reads the class path of a checkout's folder {@code botflow-server}. */
  static PreviousBuild read(Path folder) throws IOException {
    Path target = folder.resolve("target").toAbsolutePath();
    return new PreviousBuild(
        String.join(
            File.pathSeparator,
            target.resolve("test-classes").toString(),
            target.resolve("classes").toString(),
            Files.readString(target.resolve("class-path.txt")).strip()),
        Set.of(System.getProperty("faults.previous.without", "").split(",")));
  }
}
