@NullMarked
package io.botflow.server.email;

import org.jspecify.annotations.NullMarked;
