/** What people sent by pictures, films, recordings and documents: fetched, scanned, kept, found. */
@NullMarked
package io.botflow.server.media;

import org.jspecify.annotations.NullMarked;
