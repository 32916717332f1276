package io.botflow.cli;

import io.botflow.server.bot.SampleApi;
import io.botflow.server.outbound.GuardedHttpCaller;
import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.HttpResult;
import jakarta.inject.Inject;

/**
 * Stands in for the programs behind {@code https://api.example.com} that the templates call, so
 * that the demo needs no network. Calls to other addresses are made as they are.
 */
final class DemoApi implements HttpCaller {
  private final GuardedHttpCaller others;

  @Inject
  DemoApi(GuardedHttpCaller others) {
    this.others = others;
  }

  @Override
  public HttpResult call(HttpCall call) {
    HttpResult sample = SampleApi.answer(call);
    return sample == null ? others.call(call) : sample;
  }
}
