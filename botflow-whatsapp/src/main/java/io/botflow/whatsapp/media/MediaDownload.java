package io.botflow.whatsapp.media;

/** What came of a download. */
public sealed interface MediaDownload {

  /** Here it is; whoever takes it closes it. */
  record Downloaded(MediaFile file) implements MediaDownload {}

  /** The network has it no longer, or never had it for this number: ask the person to resend. */
  record Gone(String why) implements MediaDownload {}

  /** It is larger than is taken. */
  record TooLarge(long size, long max) implements MediaDownload {}

  /** The bytes are not those that the webhook or the network announced. */
  record Corrupt(String why) implements MediaDownload {}

  /** It is not fetched: the address is not one of the network's, or the token is not accepted. */
  record Refused(String why) implements MediaDownload {}

  /** It failed for now; try again after a while. */
  record Later(String why) implements MediaDownload {}
}
