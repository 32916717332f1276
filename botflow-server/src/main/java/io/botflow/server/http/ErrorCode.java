package io.botflow.server.http;

import java.util.Locale;

/**
 * Every way in which a request can fail: one list for answers, log and metrics. A code, once
 * published, keeps its meaning.
 */
public enum ErrorCode {
  /** No route has this path. */
  UNKNOWN_ROUTE(404, "There is nothing at this address"),
  /** The route does not take this method. */
  METHOD_NOT_ALLOWED(405, "This address does not take this method"),
  /** The request's line, headers or parameters make no sense. */
  BAD_REQUEST(400, "The request cannot be understood"),
  /** No webhook of ours has this account. */
  UNKNOWN_ACCOUNT(404, "There is no such account"),
  /** The verify token of a webhook's handshake is not the account's. */
  WRONG_VERIFY_TOKEN(403, "The verify token is not the account's"),
  /** The signature is missing or was made with another secret or of another body. */
  WRONG_SIGNATURE(401, "The signature is missing or wrong"),
  /** The account's messages wait for too long already. */
  BEHIND(503, "Messages of this account wait to be answered; repeat this one later"),
  /** The body is larger than any that the sender is known to send. */
  BODY_TOO_LARGE(413, "The body is too large"),
  /** The body is compressed in a way that is not taken. */
  UNKNOWN_ENCODING(415, "The body's encoding is not taken"),
  /** The body came to its end too early, or is not what its type says. */
  UNREADABLE_BODY(400, "The body cannot be read"),
  /** The body is not JSON, or not what the route takes; the problems name the places. */
  INVALID_BODY(400, "The body is not what this address takes"),
  /** A query parameter or cursor makes no sense. */
  INVALID_PARAMETER(400, "A parameter is not what this address takes"),
  /** Nobody is logged in, or the token or key is not good any more. */
  UNAUTHENTICATED(401, "Log in, or send a valid API key"),
  /** The address, the password or the code is wrong; which of them is not told. */
  WRONG_CREDENTIALS(401, "The address, the password or the code is wrong"),
  /** The password is right, and a code of the second factor is needed as well. */
  SECOND_FACTOR_NEEDED(401, "A code of the second factor is needed"),
  /** No organisation has single sign-on for this address. */
  NO_SSO(404, "There is no single sign-on for this address; log in with a password"),
  /** The provider's answer is not good; the log says why. */
  SSO_FAILED(401, "The sign-on provider did not prove who this is; tell your administrator"),
  /** The refresh token is unknown, expired or was used before. */
  SESSION_ENDED(401, "The session has ended; log in again"),
  /** The role or the key's scopes do not allow it. */
  FORBIDDEN(403, "The role or the key's scopes do not allow this"),
  /** The session is in no organisation. */
  NO_ORGANIZATION(403, "Choose or make an organisation first"),
  /** There is no such thing, or it is another organisation's: the answer is the same. */
  NOT_FOUND(404, "There is no such thing"),
  /** It clashes with what is there. */
  CONFLICT(409, "This clashes with what is there"),
  /** A request with the same Idempotency-Key is under way, or broke off. */
  IDEMPOTENCY_UNKNOWN(409, "The first request with this Idempotency-Key has no outcome yet"),
  /** The domain has no record that shows whose it is. */
  DOMAIN_NOT_PROVED(409, "The domain does not have the record yet; name servers may take an hour"),
  /** The plan does not allow more. */
  PLAN_LIMIT(402, "The plan does not allow more"),
  /** Customers still reach the bot: its channels come first. */
  BOT_CONNECTED(409, "Channels lead to this bot; give them to another or disconnect them first"),
  /** The number or its business account is connected to another organisation. */
  NUMBER_TAKEN(409, "This number is connected elsewhere; disconnect it there first"),
  /** The bot begins with this workflow. */
  MAIN_WORKFLOW(409, "The bot begins with this workflow; let it begin with another first"),
  /** A simulation had as many turns as it may have. */
  SIMULATION_OVER(409, "This simulation had enough turns; begin another"),
  /** The organisation would be left without an owner. */
  LAST_OWNER(409, "An organisation needs an owner"),
  /** What the writer has seen is not what is there now. */
  CHANGED_MEANWHILE(412, "It was changed meanwhile; read it again"),
  /** The body's type is not JSON. */
  NOT_JSON(415, "The body has to be application/json"),
  /** The link or token of a mail is unknown, used or too old. */
  INVALID_TOKEN(422, "The link is not valid any more; ask for a new one"),
  /** The workflow's draft has errors; the problems name them. */
  FLOW_HAS_ERRORS(422, "The workflow has errors; mend them first"),
  /** The template breaks rules of WhatsApp's and was not sent; the problems name them. */
  TEMPLATE_HAS_ERRORS(422, "The template breaks WhatsApp's rules; mend it first"),
  /** The network refused; the problem says why. */
  NETWORK_REFUSED(422, "WhatsApp refused this"),
  /** A limit of the network's, which was not asked therefore; the problem says until when. */
  NETWORK_LIMIT(429, "WhatsApp allows no more of this for now"),
  /** The network could not be asked: nothing was done. */
  NETWORK_UNAVAILABLE(503, "WhatsApp cannot be reached; try again soon"),
  /** The network did not answer: it may have been done. */
  NETWORK_UNCERTAIN(504, "WhatsApp did not answer, and may have done it; look again in a minute"),
  /** The Idempotency-Key was used for another request. */
  IDEMPOTENCY_MISMATCH(422, "The Idempotency-Key belongs to another request"),
  /** Too many requests; the headers say when to come again. */
  TOO_MANY_REQUESTS(429, "Too many requests; wait a little"),
  /** Too many wrong passwords or codes. */
  TOO_MANY_TRIES(429, "Too many wrong tries; wait some minutes"),
  /** Mail cannot be sent, which this needs. */
  MAIL_UNAVAILABLE(503, "Mail is not set up on this server"),
  /** Nothing that translates is set up, which this needs. */
  NO_TRANSLATOR(503, "Translation needs a language model, which this server does not have"),
  /** Who translates did not, this time. */
  NOT_TRANSLATED(503, "It could not be translated now; try again in a minute"),
  /** The web page is none of those that may show this chat. */
  WRONG_ORIGIN(403, "This page may not show the chat; add its origin to the chat's"),
  /** A browser's cookie came with a request that no page of this server made. */
  FOREIGN_PAGE(403, "Only pages of this server may do this; http.public_url says where it is"),
  /** Too many connections are open, of all or from this network address. */
  TOO_MANY_CONNECTIONS(429, "Too many connections are open"),
  /** As much as fits is being worked on; the same request may succeed soon. */
  BUSY(503, "The server is busy; try again soon"),
  /** The database does not answer; the same request may succeed soon. */
  STORE_UNAVAILABLE(503, "The database is away; try again soon"),
  /** The customer last wrote too long ago: only one of the templates that are named may go. */
  WINDOW_CLOSED(409, "The customer last wrote too long ago; only an approved template may go"),
  /** What the customer agreed to does not cover the message. */
  NOT_ALLOWED(409, "The message may not go to this customer"),
  /** The conversation's channel is not served here. */
  CHANNEL_UNAVAILABLE(503, "The channel of this conversation is not connected"),
  /** A mistake of ours. */
  INTERNAL(500, "Something went wrong on our side");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What it means, in one sentence for people. */
  public String title() {
    return title;
  }

  /** The code as it is written in answers and metrics: {@code wrong-signature}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
