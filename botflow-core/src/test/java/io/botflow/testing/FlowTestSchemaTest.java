package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTestSchemaTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  private static List<Error> errors(String yaml) throws IOException {
    try (InputStream in = FlowTests.class.getResourceAsStream("flow-tests.schema.json")) {
      JsonNode schema = YAML.readTree(Objects.requireNonNull(in));
      Schema compiled =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
      return compiled.validate(YAML.readTree(yaml));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"faq", "booking", "lead-generation", "order-tracking"})
  void theExamplesFollowTheSchema(String name) throws IOException {
    Path file = Path.of("../examples/flows", name + FlowTests.TEST_FILE);
    // Jackson's YAML reads 1.1, where a question mark ends a text inside brackets.
    String text = Files.readString(file).replace("?", "");
    assertThat(errors(text)).isEmpty();
  }

  @Test
  void aMistakeIsFound() throws IOException {
    assertThat(errors("tests: [{name: a, steps: [{usr: hi}]}]")).isNotEmpty();
    assertThat(errors("tests: [{name: a, steps: [{status: dead}]}]")).isNotEmpty();
    assertThat(errors("test: []")).isNotEmpty();
  }
}
