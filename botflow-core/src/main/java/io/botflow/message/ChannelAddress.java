package io.botflow.message;

import java.util.Objects;

/**
 * The business's end of a channel: where a customer's message arrived and from where the answer
 * leaves. For WhatsApp the account is Meta's phone number id, never the displayed number, whose
 * format varies.
 *
 * @param channel the channel's name, for example {@code whatsapp}
 * @param account the account on that channel, as the channel itself names it
 */
public record ChannelAddress(String channel, String account) {
  public ChannelAddress {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(account, "account");
  }
}
