package io.botflow.server.schema;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.botflow.engine.FlowSchema;
import io.botflow.node.NodeTypes;
import io.botflow.server.http.Routes;

/** {@code /schema/flow.json}: the node types of this server as a JSON schema. */
public final class SchemaModule extends AbstractModule {

  @ProvidesIntoSet
  Routes routes() {
    String schema = FlowSchema.text(NodeTypes.standard());
    return routes ->
        routes.get(
            "/schema/flow.json",
            context -> context.contentType("application/schema+json").result(schema));
  }
}
