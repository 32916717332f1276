package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tells an account's business what happened to a template. */
interface TemplateNews {
  void tell(String wabaId, String field, ObjectNode value);
}
