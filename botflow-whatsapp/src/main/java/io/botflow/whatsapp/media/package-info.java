/**
 * Media: uploading and downloading at the network, checking what arrived, and keeping it in a
 * storage of the host's choice.
 */
@NullMarked
package io.botflow.whatsapp.media;

import org.jspecify.annotations.NullMarked;
