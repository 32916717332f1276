package io.botflow.node;

import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.message.FormRef;
import io.botflow.message.Header;
import io.botflow.message.MessageContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form that opens inside the chat, as authors set it up.
 *
 * @param id the channel's id of it; or {@code name}, never both
 * @param button the words on the button that opens it
 * @param screen its first screen, or null for the form's own
 * @param endpoint whether the business's own endpoint says which screen is first
 * @param draft whether it is not published yet, so that only testers can open it
 * @param token what comes back with the answers, or null
 * @param data what the first screen shows
 */
public record FormSpec(
    @Setting("Form id") @Nullable String id,
    @Setting("Form name") @Nullable String name,
    @Setting(value = "Words on the button", translated = true) Template button,
    @Setting("First screen") @Nullable String screen,
    @Setting("Asks its own endpoint") boolean endpoint,
    @Setting("Draft") boolean draft,
    @Setting("Token") @Nullable Template token,
    @Setting("Values to show") List<MessageSpec.Value> data) {
  public FormSpec {
    data = data == null ? List.of() : List.copyOf(data);
  }

  MessageContent content(
      TurnContext turn, String body, @Nullable Header header, @Nullable String footer) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (MessageSpec.Value value : data) {
      if (value.name() != null) {
        values.put(value.name(), turn.render(value.value()));
      }
    }
    return new MessageContent.Form(
        body,
        turn.render(button),
        new FormRef(id, name),
        endpoint ? FormRef.Opens.ENDPOINT : FormRef.Opens.SCREEN,
        draft,
        token == null ? null : turn.render(token),
        screen,
        values,
        header,
        footer);
  }

  void check(FlowCheck check, String at) {
    if ((id == null) == (name == null)) {
      check.report(ProblemCode.BAD_VALUE, at, "A form is named by its id or by its name.");
    }
    MessageSpec.length(button, check.limits().buttonTitleLength(), "button", at + "/button", check);
    if (endpoint && (screen != null || !data.isEmpty())) {
      check.report(
          ProblemCode.BAD_VALUE,
          at + "/endpoint",
          "A form that asks its own endpoint gets its first screen and values from there.");
    } else if (screen == null && !data.isEmpty()) {
      check.report(
          ProblemCode.MISSING_VALUE, at + "/screen", "Values need the screen that shows them.");
    }
    for (int i = 0; i < data.size(); i++) {
      if (data.get(i).name() == null) {
        check.report(
            ProblemCode.MISSING_VALUE, at + "/data/" + i + "/name", "A value needs its name.");
      }
    }
  }
}
