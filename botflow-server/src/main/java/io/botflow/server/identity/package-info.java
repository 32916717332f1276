/** People: how they sign up, prove who they are, and stay signed in. */
@NullMarked
package io.botflow.server.identity;

import org.jspecify.annotations.NullMarked;
