package io.botflow.whatsapp.template;

class InMemoryTemplateHistoryTest implements TemplateHistoryContract {
  @Override
  public TemplateHistory history() {
    return new InMemoryTemplateHistory();
  }
}
