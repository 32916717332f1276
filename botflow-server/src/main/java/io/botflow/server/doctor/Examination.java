package io.botflow.server.doctor;

import io.botflow.server.config.ServerConfig;
import java.util.List;

/**
 * Looks at one thing that a server needs. It changes nothing, and never throws for what it finds.
 */
@FunctionalInterface
interface Examination {

  List<Finding> examine(ServerConfig config);
}
