package io.botflow.server.conversation;

import java.util.UUID;

/**
 * A label.
 *
 * @param color as {@code #rrggbb}
 */
record LabelView(UUID id, String name, String color) {}
