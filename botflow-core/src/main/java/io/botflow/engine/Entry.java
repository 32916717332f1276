package io.botflow.engine;

import io.botflow.node.TriggerNode;

/** A trigger and the step that it is. */
record Entry(Step<?> step, TriggerNode.Config config) {}
