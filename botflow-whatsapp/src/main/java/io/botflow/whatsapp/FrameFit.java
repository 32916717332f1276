package io.botflow.whatsapp;

import io.botflow.message.Header;
import io.botflow.message.MessageContent;
import org.jspecify.annotations.Nullable;

/** Moves a header or footer that is too long into the body, so that no word of it is lost. */
final class FrameFit {
  private FrameFit() {}

  static MessageContent.Buttons of(MessageContent.Buttons content) {
    return new MessageContent.Buttons(
        body(content.header(), content.body(), content.footer()),
        header(content.header()),
        footer(content.footer()),
        content.options());
  }

  static MessageContent.ListMenu of(MessageContent.ListMenu content) {
    Header header = content.header() == null ? null : new Header.Words(content.header());
    return new MessageContent.ListMenu(
        body(header, content.body(), content.footer()),
        content.button(),
        header(header) == null ? null : content.header(),
        footer(content.footer()),
        content.sections());
  }

  static MessageContent.CallToAction of(MessageContent.CallToAction content) {
    return new MessageContent.CallToAction(
        body(content.header(), content.body(), content.footer()),
        content.button(),
        content.url(),
        header(content.header()),
        footer(content.footer()));
  }

  static MessageContent.Form of(MessageContent.Form content) {
    return with(
        content,
        body(content.header(), content.body(), content.footer()),
        header(content.header()),
        footer(content.footer()));
  }

  static MessageContent.Form with(
      MessageContent.Form form, String body, @Nullable Header header, @Nullable String footer) {
    return new MessageContent.Form(
        body,
        form.button(),
        form.form(),
        form.opens(),
        form.draft(),
        form.token(),
        form.screen(),
        form.data(),
        header,
        footer);
  }

  /** A header, a body and a footer as the text of one message. */
  static String text(@Nullable String header, String body, @Nullable String footer) {
    String above = header == null ? "" : "*" + header + "*\n\n";
    String below = footer == null ? "" : "\n\n_" + footer + "_";
    return above + body + below;
  }

  private static String body(@Nullable Header header, String body, @Nullable String footer) {
    String above = header instanceof Header.Words words ? words.text() : null;
    return text(
        header(header) == null ? above : null, body, footer(footer) == null ? footer : null);
  }

  private static @Nullable Header header(@Nullable Header header) {
    return header instanceof Header.Words words
            && words.text().length() > WhatsAppLimits.HEADER_LENGTH
        ? null
        : header;
  }

  private static @Nullable String footer(@Nullable String footer) {
    return footer != null && footer.length() > WhatsAppLimits.FOOTER_LENGTH ? null : footer;
  }
}
