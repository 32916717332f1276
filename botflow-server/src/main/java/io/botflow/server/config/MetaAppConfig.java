package io.botflow.server.config;

import org.jspecify.annotations.Nullable;

/**
 * The app at Meta that belongs to this server: numbers without an app secret of their own are
 * connected through it, and what Meta tells apps alone comes to its callback.
 *
 * @param id Meta's id of it; null where there is no such app
 * @param secret signs its webhooks; null where there is no such app
 * @param verifyToken for its callback's handshake; null where that is not allowed
 */
public record MetaAppConfig(
    @Nullable String id, @Nullable Secret secret, @Nullable Secret verifyToken) {

  static MetaAppConfig read(Settings settings) {
    MetaAppConfig app =
        new MetaAppConfig(
            settings
                .about(
                    "the server's own app at Meta, for numbers without an app secret of their own")
                .text("whatsapp.app_id"),
            settings
                .about("the app's secret, which signs its webhooks")
                .secret("whatsapp.app_secret"),
            settings
                .about("what Meta repeats when the app's webhook is set up")
                .secret("whatsapp.app_verify_token"));
    if ((app.id == null) != (app.secret == null)) {
      settings.problem("BOTFLOW_WHATSAPP_APP_ID and BOTFLOW_WHATSAPP_APP_SECRET belong together");
    }
    return app;
  }
}
