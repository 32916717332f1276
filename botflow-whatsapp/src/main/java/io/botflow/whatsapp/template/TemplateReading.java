package io.botflow.whatsapp.template;

import io.botflow.whatsapp.GraphError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading templates from the network. */
public sealed interface TemplateReading {

  /**
   * Templates.
   *
   * @param next where the next page begins; null when this is the last
   */
  record Page(List<RegisteredTemplate> templates, @Nullable String next)
      implements TemplateReading {
    public Page {
      templates = List.copyOf(templates);
    }
  }

  /**
   * They could not be read.
   *
   * @param error the network's error, or null where there is none
   */
  record Failed(String why, @Nullable GraphError error) implements TemplateReading {}
}
