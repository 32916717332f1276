package io.botflow.server.webchat;

import java.util.UUID;

/**
 * Somebody who visits pages with a web chat.
 *
 * @param channel the chat, by our id
 * @param id the visitor's, as contacts have it
 */
record Visitor(UUID channel, String id) {}
