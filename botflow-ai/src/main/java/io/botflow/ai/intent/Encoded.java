package io.botflow.ai.intent;

/**
 * How a model looks at texts with an encoder.
 *
 * @param encoder the id of the embedding model that it was trained with
 */
record Encoded(String encoder, Blend blend, Calibration calibration) {}
