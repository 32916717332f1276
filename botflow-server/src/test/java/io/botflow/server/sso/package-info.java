/** A provider for single sign-on, as tests need one. */
@NullMarked
package io.botflow.server.sso;

import org.jspecify.annotations.NullMarked;
