package io.botflow.whatsapp.template;

class InMemoryTemplateTableTest implements TemplateTableContract {
  @Override
  public TemplateTable table() {
    return new InMemoryTemplateTable();
  }
}
