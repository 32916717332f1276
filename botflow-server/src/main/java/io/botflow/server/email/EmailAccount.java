package io.botflow.server.email;

import io.botflow.message.ChannelAddress;
import java.util.UUID;

/**
 * A connected address.
 *
 * @param id ours
 * @param address in lower case
 * @param trustedHost the name under which the mail server that took the mails in says in {@code
 *     Authentication-Results} what it found out about senders
 * @param secretHash SHA-256 of what the pipe that brings mails shows, in hexadecimal
 */
record EmailAccount(
    UUID organization, UUID id, String address, String trustedHost, String secretHash) {
  /** The channel's name. */
  static final String CHANNEL = "email";

  ChannelAddress channelAddress() {
    return new ChannelAddress(CHANNEL, address);
  }

  /** What stands behind the at sign. */
  String domain() {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
