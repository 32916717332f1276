/** What the doctor finds, on real databases and a local network. */
@NullMarked
package io.botflow.server.doctor;

import org.jspecify.annotations.NullMarked;
