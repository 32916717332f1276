package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.node.NodeTypes;
import io.botflow.node.Port;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Ports of nodes that are half set up, as an editor has them while their author works. */
class FlowPortsTest {

  private static Map<String, List<Port>> ports(String nodes) {
    Flow flow =
        Objects.requireNonNull(FlowReader.read("{\"nodes\":[" + nodes + "],\"edges\":[]}").flow());
    return FlowPorts.of(flow, NodeTypes.standard());
  }

  private static List<String> names(String type, String config) {
    return ports("{\"id\":\"a\",\"type\":\"%s\",\"data\":{\"config\":%s}}".formatted(type, config))
        .getOrDefault("a", List.of())
        .stream()
        .map(Port::name)
        .toList();
  }

  @Test
  void aQuestionHasItsOptionsBeforeItHasWords() {
    assertThat(names("question", "{}")).containsExactly("next", "invalid", "timeout");
    assertThat(
            names(
                "question",
                """
                {"input": {"type": "choice", "options": [{"id": "a", "title": "A"},
                  {"title": "Something else"}]}}
                """))
        .containsExactly("next", "a", "something_else", "invalid", "timeout");
    assertThat(names("question", "{\"input\":{\"type\":\"yes_no\"}}"))
        .containsExactly("next", "yes", "no", "invalid", "timeout");
  }

  @Test
  void aBranchWithoutANameLeavesTheRestUnknown() {
    assertThat(names("condition", "{\"branches\":[{\"port\":\"big\"}]}"))
        .containsExactly("big", "else");
    assertThat(names("condition", "{\"branches\":[{\"port\":\"big\"},{}]}")).isEmpty();
  }

  @Test
  void anUnknownTypeIsLeftOutAndAWrongSettingIsPassedOver() {
    Map<String, List<Port>> ports =
        ports(
            """
            {"id": "a", "type": "nothing"}, {"id": "b", "type": "end"},
            {"id": "c", "type": "wait", "data": {"config": {"duration": {"x": 1}}}}
            """);
    assertThat(ports).containsOnlyKeys("b", "c");
    assertThat(ports.get("b")).isEmpty();
    assertThat(ports.get("c")).containsExactly(Port.required("next"));
  }

  @Test
  void everyTypeHasPortsBeforeAnythingIsSetUpAndACard() {
    for (var type : NodeTypes.standard().all()) {
      assertThat(type.card().description()).as(type.name()).endsWith(".");
      boolean ends = List.of("end", "note", "split").contains(type.name());
      assertThat(FlowPorts.of(type).isEmpty()).as(type.name()).isEqualTo(ends);
    }
  }
}
