package io.botflow.server.bot;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The templates that come with BotFlow: its example flows, which its build tests. */
public final class FlowTemplates {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  private static final List<FlowTemplate> ALL = read();

  private FlowTemplates() {}

  private static List<FlowTemplate> read() {
    try (InputStream in = open("templates.json")) {
      return Arrays.asList(JSON.readValue(in, FlowTemplate[].class));
    } catch (IOException e) {
      throw new UncheckedIOException("this server was packaged with wrong templates", e);
    }
  }

  /** All of them, the most asked for first. */
  public static List<FlowTemplate> all() {
    return ALL;
  }

  /** The template of this name; null where there is none. */
  public static @Nullable FlowTemplate find(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
  }

  /** One of a template's files: its name with the ending of a flow or of its tests. */
  public static InputStream open(String file) {
    InputStream in = FlowTemplates.class.getResourceAsStream("/templates/" + file);
    if (in == null) {
      throw new IllegalStateException("this server was packaged without " + file);
    }
    return in;
  }

  /** A template's document, as it comes. */
  static ObjectNode document(FlowTemplate template) {
    try (InputStream in = open(template.name() + ".flow.json")) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("this server was packaged with a wrong template", e);
    }
  }
}
