package io.botflow.server.api;

import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import java.util.List;

/** Ends a request with a problem document; what the request did in its transaction is undone. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Problem.Place> places;

  /** Refuses for this reason. */
  public Refusal(ErrorCode code) {
    this(code, List.of());
  }

  /** Refuses and says which places of the request have to be mended. */
  public Refusal(ErrorCode code, List<Problem.Place> places) {
    super(code.text(), null, false, false);
    this.code = code;
    this.places = List.copyOf(places);
  }

  /** One place of the body that has to be mended. */
  public static Refusal of(String path, String message) {
    return new Refusal(ErrorCode.INVALID_BODY, List.of(new Problem.Place(path, message)));
  }

  /** The reason. */
  public ErrorCode code() {
    return code;
  }

  /** What has to be mended. */
  public List<Problem.Place> places() {
    return places;
  }
}
