package io.botflow.whatsapp.media;

import io.botflow.whatsapp.GraphError;
import java.time.Instant;

/** What came of an upload. */
public sealed interface MediaUpload {

  /**
   * The network has it.
   *
   * @param ends when the id ends
   * @param reused whether an earlier upload of the same content was taken
   */
  record Uploaded(String id, Instant ends, boolean reused) implements MediaUpload {}

  /**
   * It breaks a rule and was not sent: format, size, or bytes that are not what they are called.
   */
  record Invalid(String text) implements MediaUpload {}

  /** The network refused. */
  record Refused(GraphError error) implements MediaUpload {}

  /** It was not uploaded, or nobody knows: uploading again does no harm. */
  record Later(String why) implements MediaUpload {}
}
