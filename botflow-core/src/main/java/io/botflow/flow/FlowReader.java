package io.botflow.flow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads flow documents, the plan's own (no {@code botflow} key) included. Reading never throws for
 * what an author wrote; it reports. Thread-safe.
 */
public final class FlowReader {
  /** The format version that is written; older ones are read for ever. */
  public static final int FORMAT = 1;

  /** Deeper than any config; a document that is only brackets must not use up the stack. */
  private static final int MAX_DEPTH = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Flow.MAX_BYTES)
                          .maxDocumentLength(Flow.MAX_BYTES)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private FlowReader() {}

  /**
   * What reading gave: a flow whenever there is a JSON object at all, however broken, and all
   * problems of its form.
   *
   * @param flow null only where the text is no JSON object
   */
  public record Reading(@Nullable Flow flow, List<FlowProblem> problems) {
    public Reading {
      problems = List.copyOf(problems);
    }

    /** The flow, if it was read without an error. */
    public Optional<Flow> clean() {
      return problems.stream().anyMatch(p -> p.severity() == Severity.ERROR)
          ? Optional.empty()
          : Optional.ofNullable(flow);
    }
  }

  /** Reads a document's text. */
  public static Reading read(String text) {
    int bytes =
        text.length() < Flow.MAX_BYTES / 3 ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Flow.MAX_BYTES) {
      return unreadable(
          ProblemCode.LIMIT,
          "The document is " + bytes + " bytes long; at most " + Flow.MAX_BYTES + " are read.");
    }
    try {
      JsonNode document = JSON.readTree(text);
      if (document instanceof ObjectNode object) {
        return read(object);
      }
      return unreadable(
          ProblemCode.UNREADABLE, "A flow is a JSON object: { \"botflow\": 1, ... }.");
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      return unreadable(ProblemCode.UNREADABLE, "Not JSON: " + e.getOriginalMessage() + where);
    }
  }

  /** Reads a document that is parsed already; the reading keeps a copy. */
  public static Reading read(ObjectNode document) {
    List<FlowProblem> problems = new ArrayList<>();
    Flow flow = new FlowDocument(document.deepCopy(), problems).flow();
    return new Reading(flow, problems);
  }

  private static Reading unreadable(ProblemCode code, String text) {
    return new Reading(null, List.of(new FlowProblem(code, "", text, null)));
  }
}
