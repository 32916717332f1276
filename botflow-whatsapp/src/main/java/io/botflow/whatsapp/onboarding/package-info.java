/** Connecting business numbers: embedded signup, 360dialog, and a check of what is missing. */
@NullMarked
package io.botflow.whatsapp.onboarding;

import org.jspecify.annotations.NullMarked;
