package io.botflow.whatsapp;

import io.botflow.message.ChannelAddress;
import io.botflow.message.MessageContent;
import io.botflow.message.Purpose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of templates at the moment at which they are sent; a template registry is one. Safe
 * for use by many threads, and quick: it is asked before each template.
 */
public interface ApprovedTemplates {

  /** What the network approved a template as, or null where that is not known. */
  @Nullable Purpose purpose(ChannelAddress from, MessageContent.Template template);

  /**
   * Why a template must not be sent with these values, for people; empty where nothing is known.
   */
  List<String> problems(ChannelAddress from, MessageContent.Template template);
}
