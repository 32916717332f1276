package io.botflow.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Where the values of a JSON text stand, by their JSON pointers (RFC 6901). */
final class Locations {

  /** A place in a text, both from 1. */
  record Place(int line, int column) {}

  private static final Place START = new Place(1, 1);

  private final Map<String, Place> places = new HashMap<>();

  /** The places of a text; of one that is not JSON those before the mistake. */
  static Locations of(String text) {
    Locations locations = new Locations();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      if (parser.nextToken() != null) {
        locations.value(parser, "");
      }
    } catch (JsonProcessingException e) {
      locations.places.put("", place(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be read", e);
    }
    return locations;
  }

  private void value(JsonParser parser, String pointer) throws IOException {
    places.put(pointer, place(parser.currentTokenLocation()));
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName().replace("~", "~0").replace("/", "~1");
        parser.nextToken();
        value(parser, pointer + "/" + name);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        value(parser, pointer + "/" + i);
      }
    }
  }

  private static Place place(JsonLocation location) {
    return location == null
        ? START
        : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  /** Where a value stands; of one that is not there, the nearest value around it. */
  Place at(String pointer) {
    String path = pointer.replace("//", "/");
    while (true) {
      Place place = places.get(path);
      if (place != null) {
        return place;
      }
      int slash = path.lastIndexOf('/');
      if (slash < 0) {
        return START;
      }
      path = path.substring(0, slash);
    }
  }
}
