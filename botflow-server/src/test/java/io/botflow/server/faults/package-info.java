/**
 * What must not happen, while everything goes wrong that can. The short form of each test runs in
 * the build; docs/reliability.md names the long ones.
 */
@NullMarked
package io.botflow.server.faults;

import org.jspecify.annotations.NullMarked;
