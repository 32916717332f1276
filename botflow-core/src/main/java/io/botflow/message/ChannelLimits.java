package io.botflow.message;

/**
 * What a channel can show, so that flows are checked before they are published and menus degrade by
 * a stated rule: buttons, else a list, else numbered text. Lengths in UTF-16 units.
 *
 * @param textLength longest text message
 * @param bodyLength longest text of a message with buttons or a list
 * @param buttons most buttons; 0 where the channel has none
 * @param buttonTitleLength longest button title
 * @param rows most rows of a list in all; 0 where the channel has none
 * @param rowTitleLength longest row title
 * @param rowDescriptionLength longest second line of a row
 * @param captionLength longest caption of a picture
 * @param headerLength longest header
 * @param footerLength longest footer
 * @param optionIdLength longest id of a button or row; 0 where there is no limit
 * @param cards most cards of a carousel; 0 where the channel has none
 * @param cardTextLength longest text of one card
 * @param contacts most contact cards in one message; 0 where there is no limit
 * @param products most products in one message; 0 where the channel has none
 */
public record ChannelLimits(
    int textLength,
    int bodyLength,
    int buttons,
    int buttonTitleLength,
    int rows,
    int rowTitleLength,
    int rowDescriptionLength,
    int captionLength,
    int headerLength,
    int footerLength,
    int optionIdLength,
    int cards,
    int cardTextLength,
    int contacts,
    int products) {

  /**
   * What the narrowest messenger with buttons and lists can show: text 4096, body 1024, 3 buttons
   * of 20, 10 rows of 24 and 72, caption 1024, header and footer 60, ids 200, 10 cards of 160, 257
   * contacts, 30 products. Flows are checked against it where no channel is named, so that they
   * look the same on all of them.
   */
  public static final ChannelLimits MESSENGER =
      new ChannelLimits(4096, 1024, 3, 20, 10, 24, 72, 1024, 60, 60, 200, 10, 160, 257, 30);

  /** A channel of plain text: menus become numbered lines. */
  public static final ChannelLimits PLAIN_TEXT =
      new ChannelLimits(65_536, 65_536, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
