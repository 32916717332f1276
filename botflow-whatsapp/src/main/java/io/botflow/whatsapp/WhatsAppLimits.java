package io.botflow.whatsapp;

import io.botflow.message.ChannelLimits;
import io.botflow.message.MessageContent;
import io.botflow.spi.ChannelRules;
import io.botflow.spi.Pace;
import java.time.Duration;
import java.util.List;

/**
 * The limits of WhatsApp messages, with their source. Lengths are in UTF-16 units: Meta does not
 * say what it counts, and no other way of counting finds a text longer.
 *
 * <p>Where no other source is named: Meta's OpenAPI file "business-messaging-api" v23.0 of 21
 * November 2025 and Meta's Cloud API message pages, copies of December 2025 and January 2026.
 */
public final class WhatsAppLimits {
  /** The body of a text message. */
  public static final int TEXT_LENGTH = 4096;

  /** The caption of an image, video or document. */
  public static final int CAPTION_LENGTH = 1024;

  /** The body of a message with buttons, a list, a link button, a form or a location request. */
  public static final int BODY_LENGTH = 1024;

  /** A header's text. */
  public static final int HEADER_LENGTH = 60;

  /** A footer's text. */
  public static final int FOOTER_LENGTH = 60;

  /** Reply buttons in one message. */
  public static final int BUTTONS = 3;

  /** The title of a reply button, a list's opening button and a link button. */
  public static final int BUTTON_TITLE_LENGTH = 20;

  /** The id of a reply button, without spaces around it. */
  public static final int BUTTON_ID_LENGTH = 256;

  /** Rows of a list, counted over all of its sections. */
  public static final int LIST_ROWS = 10;

  /** Sections of a list. */
  public static final int LIST_SECTIONS = 10;

  /** A section's title; required when a list has more than one section. */
  public static final int SECTION_TITLE_LENGTH = 24;

  /** A row's title. */
  public static final int ROW_TITLE_LENGTH = 24;

  /** A row's description. */
  public static final int ROW_DESCRIPTION_LENGTH = 72;

  /** A row's id. */
  public static final int ROW_ID_LENGTH = 200;

  /** The fewest cards of a carousel (Meta, "Interactive media carousel messages", Nov 2025). */
  public static final int CARDS_MIN = 2;

  /** The most cards of a carousel. */
  public static final int CARDS_MAX = 10;

  /** The body of one card. */
  public static final int CARD_BODY_LENGTH = 160;

  /** Line breaks in the body of one card. */
  public static final int CARD_LINE_BREAKS = 2;

  /** The only country with a form for addresses (Meta, "Address messages", December 2025). */
  public static final String ADDRESS_COUNTRY = "IN";

  /** Sections of a list of products. */
  public static final int PRODUCT_SECTIONS = 10;

  /** Products of a list, counted over all of its sections. */
  public static final int PRODUCTS = 30;

  /** An order's reference as Meta's payment pages were known; not checked in 2026. */
  public static final int ORDER_REFERENCE_LENGTH = 35;

  /** The name of an order's line (360dialog, "Receive WhatsApp Payments via Payments Gateway"). */
  public static final int ORDER_ITEM_LENGTH = 60;

  /** The words about an order's status, as the reference. */
  public static final int ORDER_DESCRIPTION_LENGTH = 120;

  /** A template's name. */
  public static final int TEMPLATE_NAME_LENGTH = 512;

  /** A template's language code; the longest known has 5 characters. */
  public static final int TEMPLATE_LANGUAGE_LENGTH = 15;

  /** One value of a template's body. */
  public static final int TEMPLATE_PARAMETER_LENGTH = 1024;

  /** One value of the body of a template that has a body and nothing else. */
  public static final int TEMPLATE_LONE_PARAMETER_LENGTH = 32_768;

  /** Buttons of a template; a button's place is from 0 to 9. */
  public static final int TEMPLATE_BUTTONS = 10;

  /** The address of a template's button. */
  public static final int TEMPLATE_URL_LENGTH = 2000;

  /** The code that a template's button copies. */
  public static final int TEMPLATE_CODE_LENGTH = 15;

  /** The button of a form; Meta's schema allows 30 and advises less, 360dialog says 20. */
  public static final int FORM_BUTTON_LENGTH = 20;

  /** What the Graph API accepts as the button of a form. */
  public static final int FORM_BUTTON_MAX_LENGTH = 30;

  /** Contact cards in one message. */
  public static final int CONTACTS_PER_MESSAGE = 257;

  /** {@code biz_opaque_callback_data}, echoed in every status of the message. */
  public static final int CALLBACK_DATA_LENGTH = 512;

  /** A message id ({@code wamid}). */
  public static final int MESSAGE_ID_LENGTH = 128;

  /** A webhook's body, in bytes: Meta says up to 3 MB. */
  public static final int WEBHOOK_BYTES = 3 * 1024 * 1024;

  /**
   * Messages a second of one number, those that come in counted as well, before code 130429 (Meta,
   * "Throughput", 21 May 2026). Numbers with much traffic are raised to 1,000 by Meta.
   */
  public static final int MESSAGES_PER_SECOND = 80;

  /** How long one message to a person uses up, before code 131056 (Meta, "Messaging limits"). */
  public static final Duration PAIR_INTERVAL = Duration.ofSeconds(6);

  /** Messages that may go to one person at once, borrowed from the time to come (same source). */
  public static final int PAIR_BURST = 45;

  /**
   * Free messages are taken for 24 hours after the customer's last one (Meta, "Pricing updates").
   */
  public static final ChannelRules RULES = new ChannelRules(Duration.ofHours(24));

  /** How fast messages may leave a number that Meta has not raised. */
  public static final Pace PACE = new Pace(MESSAGES_PER_SECOND, PAIR_INTERVAL, PAIR_BURST);

  private WhatsAppLimits() {}

  /** What flow analysis needs of them. */
  public static ChannelLimits forFlows() {
    return new ChannelLimits(
        TEXT_LENGTH,
        BODY_LENGTH,
        BUTTONS,
        BUTTON_TITLE_LENGTH,
        LIST_ROWS,
        ROW_TITLE_LENGTH,
        ROW_DESCRIPTION_LENGTH,
        CAPTION_LENGTH,
        HEADER_LENGTH,
        FOOTER_LENGTH,
        ROW_ID_LENGTH,
        CARDS_MAX,
        CARD_BODY_LENGTH,
        CONTACTS_PER_MESSAGE,
        PRODUCTS);
  }

  /** Every limit that a message does not keep; empty when it can be sent as it is. */
  public static List<LimitProblem> check(MessageContent content) {
    return LimitCheck.of(content);
  }

  /**
   * The message, or several in its place, within the limits, and without losing a word: buttons
   * become a list and a list becomes numbered text where they do not fit, and long texts are split.
   * What cannot be helped this way is returned as it is, and {@link #check} names it.
   */
  public static List<MessageContent> fit(MessageContent content) {
    return MessageFit.of(content);
  }
}
