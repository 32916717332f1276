package io.botflow.server.api;

/**
 * Where a request comes from.
 *
 * @param address of the network
 * @param program what the caller calls itself, at most 200 characters; empty when it does not
 */
public record Origin(String address, String program) {}
