/** Organisations, their members, invitations and plans. */
@NullMarked
package io.botflow.server.organization;

import org.jspecify.annotations.NullMarked;
