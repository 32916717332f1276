package io.botflow.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.spi.Claim;
import io.botflow.spi.Journal;
import io.botflow.spi.Store;
import io.botflow.spi.StoreUnavailable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Results of outside calls, kept by the store until their turn is committed. For one turn. */
final class StoreJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(StoreJournal.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final Store store;
  private final Claim claim;

  StoreJournal(Store store, Claim claim) {
    this.store = store;
    this.claim = claim;
  }

  @Override
  public <T> Result<T> once(String step, Class<T> type, Supplier<T> call) {
    JsonNode recorded = claim.journal().get(step);
    if (recorded != null) {
      try {
        return new Result<>(JSON.treeToValue(recorded, type), true);
      } catch (JsonProcessingException e) {
        // Another version of the program wrote it. Calling again is better than never answering.
        LOG.warn("Turn {}: the record of {} cannot be read, calling again", claim.turn(), step);
      }
    }
    T result = call.get();
    try {
      store.record(claim, step, JSON.valueToTree(result));
      return new Result<>(result, false, true);
    } catch (StoreUnavailable e) {
      // The turn can still be committed; only a crash before that would call again.
      LOG.warn("Turn {}: the result of {} could not be recorded", claim.turn(), step);
    }
    return new Result<>(result, false, false);
  }
}
