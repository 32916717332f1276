package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One call of the Graph API, or of 360dialog's, which has the same bodies under its own paths.
 *
 * @param method the HTTP method
 * @param path the parts of the path after the version; each is escaped, so none can lead elsewhere
 * @param query the parameters of the address, in order
 * @param body what is sent
 */
public record GraphCall(Method method, List<String> path, Map<String, String> query, Body body) {
  /** The HTTP methods that the API uses. */
  public enum Method {
    GET,
    POST,
    DELETE
  }

  /** What a call sends. */
  public sealed interface Body {
    /** Nothing. */
    record None() implements Body {}

    /** JSON. */
    record Json(JsonNode json) implements Body {}

    /** A file and fields as {@code multipart/form-data}. */
    record Form(Map<String, String> fields, Path file, String mimeType, String filename)
        implements Body {
      public Form {
        fields = Map.copyOf(fields);
      }
    }

    /** A file as the body, from its first byte on, as the Resumable Upload API takes it. */
    record Raw(Path file) implements Body {}
  }

  /** Refuses an empty path and copies the collections. */
  public GraphCall {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(body, "body");
    path = List.copyOf(path);
    query = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(query));
    if (path.isEmpty() || path.stream().anyMatch(GraphCall::leadsElsewhere)) {
      throw new IllegalArgumentException("every part of the path has to name something");
    }
  }

  /** Reads. */
  public static GraphCall get(String... path) {
    return new GraphCall(Method.GET, List.of(path), Map.of(), new Body.None());
  }

  /** Deletes. */
  public static GraphCall delete(String... path) {
    return new GraphCall(Method.DELETE, List.of(path), Map.of(), new Body.None());
  }

  /** Sends a body. */
  public static GraphCall post(Body body, String... path) {
    return new GraphCall(Method.POST, List.of(path), Map.of(), body);
  }

  /** The same with one more parameter in its address. */
  public GraphCall with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    more.put(key, value);
    return new GraphCall(method, path, more, body);
  }

  /** Names the call without its parameters, which may hold secrets. */
  @Override
  public String toString() {
    return method + " /" + String.join("/", path);
  }

  private static boolean leadsElsewhere(String part) {
    return part.isBlank() || part.equals(".") || part.equals("..");
  }
}
