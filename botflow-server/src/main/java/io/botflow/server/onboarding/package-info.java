/** Connecting numbers, and what their connection lacks. */
@NullMarked
package io.botflow.server.onboarding;

import org.jspecify.annotations.NullMarked;
