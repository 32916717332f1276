package io.botflow.benchmark;

import static org.bsc.langgraph4j.action.AsyncEdgeAction.edge_async;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import java.util.Map;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.GraphDefinition;
import org.bsc.langgraph4j.GraphInput;
import org.bsc.langgraph4j.GraphStateException;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.NodeAction;
import org.bsc.langgraph4j.checkpoint.MemorySaver;
import org.bsc.langgraph4j.state.AgentState;

/** The conversation as a LangGraph4j graph that stops before each node that needs an answer. */
final class Peer {
  private Peer() {}

  static CompiledGraph<AgentState> graph() throws GraphStateException {
    return new StateGraph<>(AgentState::new)
        .addNode("greeting", says("Hello! What is your name?"))
        .addNode(
            "name",
            node_async(
                (NodeAction<AgentState>)
                    state -> {
                      String name = said(state);
                      return Map.of("name", name, "reply", "Hi " + name + ", what can we do?");
                    }))
        .addNode("menu", says("What is your order number?"))
        .addNode(
            "number",
            node_async((NodeAction<AgentState>) state -> Map.of("order_number", said(state))))
        .addNode(
            "shipped",
            node_async(
                (NodeAction<AgentState>)
                    state ->
                        Map.of(
                            "reply",
                            text(state, "order_number")
                                + " is on its way, "
                                + text(state, "name")
                                + ".")))
        .addNode("unknown", says("We do not know it."))
        .addNode("human", says("A colleague will write here."))
        .addEdge(GraphDefinition.START, "greeting")
        .addEdge("greeting", "name")
        .addEdge("name", "menu")
        .addConditionalEdges(
            "menu",
            edge_async(state -> said(state).equals("track") ? "track" : "person"),
            Map.of("track", "number", "person", "human"))
        .addConditionalEdges(
            "number",
            edge_async(
                state -> {
                  String number = text(state, "order_number");
                  return number.startsWith("A") && number.length() > 2 ? "old" : "else";
                }),
            Map.of("old", "shipped", "else", "unknown"))
        .addEdge("shipped", GraphDefinition.END)
        .addEdge("unknown", GraphDefinition.END)
        .addEdge("human", GraphDefinition.END)
        .compile(
            CompileConfig.builder()
                .checkpointSaver(new MemorySaver())
                .interruptBefore("name", "menu", "number")
                .releaseThread(true)
                .build());
  }

  static Object converse(CompiledGraph<AgentState> graph, String thread, String[] says) {
    RunnableConfig config = RunnableConfig.builder().threadId(thread).build();
    AgentState state =
        graph.invoke(GraphInput.args(Map.of("message", says[0])), config).orElseThrow();
    for (int i = 1; i < says.length; i++) {
      state = graph.invoke(GraphInput.resume(Map.of("message", says[i])), config).orElseThrow();
    }
    if (!text(state, "reply").startsWith("A123 is on its way")) {
      throw new IllegalStateException("the conversation did not end: " + state);
    }
    return state;
  }

  private static org.bsc.langgraph4j.action.AsyncNodeAction<AgentState> says(String text) {
    return node_async((NodeAction<AgentState>) state -> Map.of("reply", text));
  }

  private static String text(AgentState state, String key) {
    return state.<String>value(key).orElse("");
  }

  private static String said(AgentState state) {
    return text(state, "message");
  }
}
