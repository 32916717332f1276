/** What all routes share: the web server, error answers, headers. */
@NullMarked
package io.botflow.server.http;

import org.jspecify.annotations.NullMarked;
