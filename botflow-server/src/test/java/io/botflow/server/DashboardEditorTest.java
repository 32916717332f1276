package io.botflow.server;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.node.NodeTypes;
import io.botflow.spi.Translator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The flow editor in a browser, on a server with a partner's node type and a translator. */
class DashboardEditorTest {

  @Test
  void authorsDrawWhatTheirBotsDo() throws Exception {
    try (ApiPeople people = new ApiPeople(additions())) {
      BrowserTests.run(people.server.url, "editor");
    }
  }

  static Module additions() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), NodeTypes.class)
            .setBinding()
            .toInstance(NodeTypes.standard().with(List.of(new InvoiceNode())));
        OptionalBinder.newOptionalBinder(binder(), Translator.class)
            .setBinding()
            .toInstance(
                (payer, texts, from, to) ->
                    new Translator.Done(
                        from, texts.stream().map(text -> to + ": " + text).toList()));
      }
    };
  }
}
