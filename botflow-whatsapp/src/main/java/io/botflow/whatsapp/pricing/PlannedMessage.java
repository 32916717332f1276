package io.botflow.whatsapp.pricing;

import io.botflow.message.ChannelUser;

/**
 * A message whose cost is asked for.
 *
 * @param category the template's category, or {@link ChargeCategory#SERVICE} for any other message
 * @param to who gets it; the market follows from the number, else from the user id's country
 * @param window the person's windows at the sending number
 * @param serviceMessages how many service messages the number has had delivered this month
 */
public record PlannedMessage(
    ChargeCategory category, ChannelUser to, WindowState window, long serviceMessages) {}
