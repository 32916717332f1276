package io.botflow.runtime;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import java.util.UUID;

/** A conversation as it stood at a moment. */
public record ConversationView(
    UUID id, BotRef bot, ChannelAddress address, Contact contact, Owner owner, Session session) {}
