package io.botflow.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table of routes, from which the server, the OpenAPI document, the rate limits and
 * the test of who may do what are made.
 *
 * @param path with parameters as {@code {id}}, which are UUIDs but for {@code {number}} and {@code
 *     {name}}
 * @param summary one sentence for the document
 * @param takes the body's record; null for none
 * @param mostBodyBytes largest body that is read
 * @param status of a good answer
 * @param answers the answer's record; null for none
 * @param pages whether the answer is a {@link Page} of {@code answers}
 * @param parameters names of query parameters beside those of pages
 */
public record Route(
    Verb verb,
    String path,
    Access access,
    String summary,
    @Nullable Class<? extends Record> takes,
    int mostBodyBytes,
    int status,
    @Nullable Class<?> answers,
    boolean pages,
    List<String> parameters,
    Handler handler) {
  /** Larger than most records of the API; files come another way. */
  private static final int USUAL_BODY_BYTES = 256 * 1024;

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  /** What a parameter of a path is. */
  enum ParameterKind {
    ID,
    NUMBER,
    WORD
  }

  /** The methods that the API knows. */
  public enum Verb {
    GET,
    POST,
    PATCH,
    DELETE
  }

  /** Copies the parameters. */
  public Route {
    parameters = List.copyOf(parameters);
    if (takes != null && (verb == Verb.GET || verb == Verb.DELETE)) {
      throw new IllegalArgumentException(verb + " " + path + " takes no body");
    }
    if (access instanceof Access.MemberOf && !path.contains("/{id}")) {
      throw new IllegalArgumentException(path + " names no organisation as {id}");
    }
  }

  /** A route that reads. */
  public static Route get(String path, Access access, String summary, Handler handler) {
    return of(Verb.GET, path, access, summary, handler);
  }

  /** A route that makes or does something. */
  public static Route post(String path, Access access, String summary, Handler handler) {
    return of(Verb.POST, path, access, summary, handler);
  }

  /** A route that changes the fields that are given. */
  public static Route patch(String path, Access access, String summary, Handler handler) {
    return of(Verb.PATCH, path, access, summary, handler);
  }

  /** A route that takes something away. */
  public static Route delete(String path, Access access, String summary, Handler handler) {
    return of(Verb.DELETE, path, access, summary, handler);
  }

  private static Route of(Verb verb, String path, Access access, String summary, Handler handler) {
    return new Route(
        verb,
        path,
        access,
        summary,
        null,
        USUAL_BODY_BYTES,
        NO_CONTENT,
        null,
        false,
        List.of(),
        handler);
  }

  /** The same with a body. */
  public Route taking(Class<? extends Record> body) {
    return with(body, status, answers, pages, parameters);
  }

  /** The same with a body that is a file ({@link FileBody}), up to this size. */
  public Route takingFile(int bytes) {
    return taking(FileBody.class).readingUpTo(bytes);
  }

  /** The same, reading bodies up to this size. */
  public Route readingUpTo(int bytes) {
    return new Route(
        verb, path, access, summary, takes, bytes, status, answers, pages, parameters, handler);
  }

  /** The same, answering 200 with this record. */
  public Route answering(Class<?> body) {
    return with(takes, OK, body, false, parameters);
  }

  /** The same, answering 201 with this record. */
  public Route creating(Class<?> body) {
    return with(takes, CREATED, body, false, parameters);
  }

  /** The same, answering 202 with this record. */
  public Route accepting(Class<?> body) {
    return with(takes, ACCEPTED, body, false, parameters);
  }

  /** The same, answering 200 with a page of these. */
  public Route paging(Class<?> element) {
    return with(takes, OK, element, true, parameters);
  }

  /** The same with a query parameter. */
  public Route withParameter(String name) {
    List<String> more = new ArrayList<>(parameters);
    more.add(name);
    return with(takes, status, answers, pages, more);
  }

  private Route with(
      @Nullable Class<? extends Record> body,
      int good,
      @Nullable Class<?> answer,
      boolean page,
      List<String> names) {
    return new Route(
        verb, path, access, summary, body, mostBodyBytes, good, answer, page, names, handler);
  }

  /** The names of the path's parameters, in order. */
  public List<String> pathParameters() {
    return PARAMETER.matcher(path).results().map((MatchResult found) -> found.group(1)).toList();
  }

  static ParameterKind parameterKind(String name) {
    return switch (name) {
      case "number" -> ParameterKind.NUMBER;
      case "name" -> ParameterKind.WORD;
      default -> ParameterKind.ID;
    };
  }

  /** Whether it changes something. */
  public boolean writes() {
    return verb != Verb.GET;
  }

  @Override
  public String toString() {
    return verb + " " + path;
  }
}
