package io.botflow.server.workflow;

import com.fasterxml.jackson.databind.JsonNode;

/** A published version with its document. */
record WorkflowVersionDocument(WorkflowVersion version, JsonNode document) {}
