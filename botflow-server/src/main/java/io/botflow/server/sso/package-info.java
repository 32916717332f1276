/** Single sign-on by OpenID Connect, with a provider of each organisation's own. */
@NullMarked
package io.botflow.server.sso;

import org.jspecify.annotations.NullMarked;
