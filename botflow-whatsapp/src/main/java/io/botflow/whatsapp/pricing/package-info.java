/** What messages cost: Meta's categories, a price table as data, and a forecast for each send. */
@NullMarked
package io.botflow.whatsapp.pricing;

import org.jspecify.annotations.NullMarked;
