package io.botflow.server.knowledge;

/**
 * A page of a source.
 *
 * @param location its address; of a file its name
 */
@SuppressWarnings("ArrayRecordComponent") // A file's bytes; never compared or shown.
record FoundPage(String location, byte[] content) {}
