package io.botflow.node;

import io.botflow.spi.ChatTool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer that waits for the customer's permission remembers.
 *
 * @param question what the customer wanted
 * @param exchanges what the model asked for before, and what came of it
 * @param call what the customer has to allow
 */
record AiMemo(String question, List<ChatTool.Exchange> exchanges, ChatTool.Call call) {

  static Map<String, Object> of(
      String question, List<ChatTool.Exchange> exchanges, ChatTool.Call call) {
    List<Object> made = new ArrayList<>();
    for (ChatTool.Exchange exchange : exchanges) {
      Map<String, Object> one = written(exchange.call());
      one.put("result", exchange.result());
      made.add(one);
    }
    return Map.of("question", question, "exchanges", made, "call", written(call));
  }

  /** What was remembered; null where it is nothing of the kind. */
  static @Nullable AiMemo read(Map<String, Object> memo) {
    ChatTool.Call call = call(memo.get("call"));
    if (call == null || !(memo.get("question") instanceof String question)) {
      return null;
    }
    List<ChatTool.Exchange> exchanges = new ArrayList<>();
    if (memo.get("exchanges") instanceof List<?> made) {
      for (Object one : made) {
        ChatTool.Call earlier = call(one);
        if (earlier != null && one instanceof Map<?, ?> map) {
          exchanges.add(new ChatTool.Exchange(earlier, text(map, "result")));
        }
      }
    }
    return new AiMemo(question, exchanges, call);
  }

  private static Map<String, Object> written(ChatTool.Call call) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("id", call.id());
    written.put("tool", call.tool());
    written.put("arguments", call.arguments());
    return written;
  }

  private static ChatTool.@Nullable Call call(@Nullable Object written) {
    return written instanceof Map<?, ?> map
        ? new ChatTool.Call(text(map, "id"), text(map, "tool"), text(map, "arguments"))
        : null;
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text ? text : "";
  }
}
