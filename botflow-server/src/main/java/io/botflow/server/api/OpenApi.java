package io.botflow.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.http.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The OpenAPI 3.1 document of a table of routes. */
final class OpenApi {
  private static final String JSON = "application/json";

  private final RecordSchemas schemas = new RecordSchemas();
  private final ObjectNode paths = RecordSchemas.node();

  private OpenApi() {}

  static ObjectNode of(List<Route> routes) {
    OpenApi made = new OpenApi();
    routes.forEach(made::add);
    return made.document();
  }

  private ObjectNode document() {
    ObjectNode document = RecordSchemas.node().put("openapi", "3.1.0");
    document.putObject("info").put("title", "BotFlow").put("version", "1");
    document.set("paths", paths);
    ObjectNode components = document.putObject("components");
    ObjectNode all = components.putObject("schemas");
    schemas.all().forEach(all::set);
    all.set("Problem", problem());
    components
        .putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An access token of a log-in, or an API key.");
    return document;
  }

  private static ObjectNode problem() {
    ObjectNode problem = RecordSchemas.node().put("type", "object");
    problem.put("description", "A problem document (RFC 9457).");
    ObjectNode properties = problem.putObject("properties");
    properties.putObject("type").put("type", "string");
    properties.putObject("title").put("type", "string");
    properties.putObject("status").put("type", "integer");
    ArrayNode codes = properties.putObject("code").put("type", "string").putArray("enum");
    Arrays.stream(ErrorCode.values()).map(ErrorCode::text).sorted().forEach(codes::add);
    ObjectNode places = properties.putObject("problems").put("type", "array");
    ObjectNode place = places.putObject("items").put("type", "object").putObject("properties");
    place.putObject("path").put("type", "string");
    place.putObject("message").put("type", "string");
    place.putObject("code").put("type", "string");
    problem.putArray("required").add("type").add("title").add("status").add("code");
    return problem;
  }

  private void add(Route route) {
    ObjectNode path = paths.withObjectProperty(route.path());
    ObjectNode operation = path.putObject(route.verb().name().toLowerCase(Locale.ROOT));
    operation.put("operationId", operationId(route));
    operation.put("summary", route.summary());
    operation.putArray("tags").add(route.path().split("/", -1)[2]);
    String permission = permission(route.access());
    if (permission != null) {
      operation.put("x-permission", permission);
    }
    ArrayNode security = operation.putArray("security");
    if (!isPublic(route.access())) {
      security.addObject().putArray("bearer");
    }
    parameters(route, operation.putArray("parameters"));
    if (route.takes() != null) {
      ObjectNode body = operation.putObject("requestBody").put("required", true);
      if (route.takes() == FileBody.class) {
        body.putObject("content").putObject("*/*").set("schema", binary());
      } else {
        body.putObject("content").putObject(JSON).set("schema", schemas.reference(route.takes()));
      }
    }
    answers(route, operation.putObject("responses"));
  }

  private static String operationId(Route route) {
    StringBuilder id = new StringBuilder(route.verb().name().toLowerCase(Locale.ROOT));
    for (String part : route.path().substring("/api/".length()).split("[^A-Za-z]+", -1)) {
      if (!part.isEmpty()) {
        id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return id.toString();
  }

  private static void parameters(Route route, ArrayNode parameters) {
    for (String name : route.pathParameters()) {
      ObjectNode parameter = parameter(parameters, name, "path", "string").put("required", true);
      ObjectNode schema = parameter.withObjectProperty("schema");
      switch (Route.parameterKind(name)) {
        case ID -> schema.put("format", "uuid");
        case NUMBER -> schema.put("type", "integer");
        case WORD -> {}
      }
    }
    if (route.pages()) {
      parameter(parameters, "limit", "query", "integer");
      parameter(parameters, "cursor", "query", "string");
    }
    route.parameters().forEach(name -> parameter(parameters, name, "query", "string"));
    if (route.writes() && !isPublic(route.access())) {
      parameter(parameters, IdempotencyKeys.HEADER, "header", "string");
    }
    if (route.verb() == Route.Verb.PATCH || route.verb() == Route.Verb.DELETE) {
      parameter(parameters, "If-Match", "header", "string");
    }
  }

  private static ObjectNode parameter(ArrayNode parameters, String name, String in, String type) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
    parameter.putObject("schema").put("type", type);
    return parameter;
  }

  private void answers(Route route, ObjectNode responses) {
    ObjectNode good = responses.putObject(Integer.toString(route.status()));
    good.put("description", "Done");
    Class<?> answers = route.answers();
    if (answers == Answer.Text.class) {
      good.putObject("content").putObject("*/*");
    } else if (answers == FileAnswer.class) {
      good.putObject("content").putObject("*/*").set("schema", binary());
      ObjectNode part = responses.putObject("206").put("description", "The range of it");
      part.putObject("content").putObject("*/*").set("schema", binary());
    } else if (answers != null) {
      ObjectNode content = good.putObject("content").putObject(JSON);
      content.set("schema", route.pages() ? schemas.page(answers) : schemas.reference(answers));
    }
    ObjectNode bad = responses.putObject("default").put("description", "A problem");
    bad.putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
  }

  private static ObjectNode binary() {
    return RecordSchemas.node().put("type", "string").put("format", "binary");
  }

  private static boolean isPublic(Access access) {
    return switch (access) {
      case Access.Everyone ignored -> true;
      case Access.Guessable ignored -> true;
      case Access.LoggedIn ignored -> false;
      case Access.Member ignored -> false;
      case Access.MemberOf ignored -> false;
    };
  }

  private static @Nullable String permission(Access access) {
    return switch (access) {
      case Access.Everyone ignored -> null;
      case Access.Guessable ignored -> null;
      case Access.LoggedIn ignored -> null;
      case Access.Member member -> member.permission().scope();
      case Access.MemberOf member -> member.permission().scope();
    };
  }
}
