package io.botflow.whatsapp.template;

import java.time.Duration;

/**
 * The limits of templates. Sources: Meta, "Templates" and "Template components", copies of January
 * 2026; "Limited-time offer templates", June 2026; the periods as partners' pages tell them.
 */
public final class TemplateLimits {
  /** A name. */
  public static final int NAME_LENGTH = 512;

  /** A header's words. */
  public static final int HEADER_LENGTH = 60;

  /** A header's variables. */
  public static final int HEADER_VARIABLES = 1;

  /** The body. */
  public static final int BODY_LENGTH = 1024;

  /** The footer. */
  public static final int FOOTER_LENGTH = 60;

  /** All buttons together. */
  public static final int BUTTONS = 10;

  /** A button's words. */
  public static final int BUTTON_LENGTH = 25;

  /** Buttons that open an address. */
  public static final int URL_BUTTONS = 2;

  /** The address of a button. */
  public static final int URL_LENGTH = 2000;

  /** Buttons that call a number. */
  public static final int PHONE_BUTTONS = 1;

  /** The number of a button. */
  public static final int PHONE_LENGTH = 20;

  /** Buttons that copy a code. */
  public static final int CODE_BUTTONS = 1;

  /** The code of a button. */
  public static final int CODE_LENGTH = 15;

  /** The fewest cards of a carousel. */
  public static final int CARDS_MIN = 2;

  /** The most cards of a carousel. */
  public static final int CARDS_MAX = 10;

  /** The body of a card. */
  public static final int CARD_BODY_LENGTH = 160;

  /** The buttons of a card. */
  public static final int CARD_BUTTONS = 2;

  /** The heading of an offer. */
  public static final int OFFER_LENGTH = 16;

  /** One value of the body when the message has other parts too. */
  public static final int VALUE_LENGTH = 1024;

  /** One value of the body when the template has nothing else. */
  public static final int LONE_VALUE_LENGTH = 32_768;

  /** Templates that an account can create in {@link #CREATION_PERIOD}. */
  public static final int CREATIONS = 100;

  /** The period of {@link #CREATIONS}. */
  public static final Duration CREATION_PERIOD = Duration.ofHours(1);

  /** An approved template can be edited once in this time. */
  public static final Duration EDIT_PAUSE = Duration.ofHours(24);

  /** An approved template can be edited this often in {@link #EDIT_PERIOD}. */
  public static final int EDITS = 10;

  /** The period of {@link #EDITS}. */
  public static final Duration EDIT_PERIOD = Duration.ofDays(30);

  /** How long the name of a deleted template cannot be used again. */
  public static final Duration NAME_BLOCK = Duration.ofDays(30);

  private TemplateLimits() {}
}
