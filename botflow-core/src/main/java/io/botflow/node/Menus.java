package io.botflow.node;

import io.botflow.message.ChannelLimits;
import io.botflow.message.Header;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Section;
import io.botflow.message.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows options by one stated rule: as buttons where the channel has that many and the titles fit,
 * else as a list, else as numbered lines of text.
 */
final class Menus {
  private Menus() {}

  static MessageContent of(
      String body,
      @Nullable Header header,
      @Nullable String footer,
      String open,
      List<Option> options,
      ChannelLimits limits) {
    if (options.isEmpty()) {
      return new MessageContent.Text(body);
    }
    boolean bodyFits = body.length() <= limits.bodyLength() && !body.isEmpty();
    if (bodyFits && buttonsFit(options, limits)) {
      return new MessageContent.Buttons(body, header, footer, options);
    }
    if (bodyFits && rowsFit(options, limits)) {
      String words = header instanceof Header.Words text ? text.text() : null;
      return new MessageContent.ListMenu(
          body, open, words, footer, List.of(new Section(null, options)));
    }
    return new MessageContent.Text(Wording.numbered(body, List.of(new Section(null, options))));
  }

  private static boolean buttonsFit(List<Option> options, ChannelLimits limits) {
    if (options.size() > limits.buttons()) {
      return false;
    }
    for (Option option : options) {
      if (option.title().length() > limits.buttonTitleLength() || option.description() != null) {
        return false;
      }
    }
    return true;
  }

  private static boolean rowsFit(List<Option> options, ChannelLimits limits) {
    if (options.size() > limits.rows()) {
      return false;
    }
    for (Option option : options) {
      String description = option.description();
      if (option.title().length() > limits.rowTitleLength()
          || (description != null && description.length() > limits.rowDescriptionLength())) {
        return false;
      }
    }
    return true;
  }
}
