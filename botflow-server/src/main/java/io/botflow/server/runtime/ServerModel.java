package io.botflow.server.runtime;

import io.botflow.spi.ChatModel;
import java.util.Optional;

/** The language model of bots, counted and within the caps; empty where there is none. */
public record ServerModel(Optional<ChatModel> model) {}
