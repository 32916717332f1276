package io.botflow.spi;

import java.util.UUID;

/** How many conversations of an organisation a worker would take at this moment. */
@FunctionalInterface
public interface Room {
  /** Takes none: work is found by {@link Store#claim}. */
  Room NONE = organization -> 0;

  /** How many more it would take of this organisation; 0 or less for none. Quick; never blocks. */
  int of(UUID organization);
}
