/**
 * Documents as text: {@link io.botflow.ai.document.DocumentReader} in this process, {@link
 * io.botflow.ai.document.IsolatedReader} in one of its own, for what strangers upload.
 */
@NullMarked
package io.botflow.ai.document;

import org.jspecify.annotations.NullMarked;
