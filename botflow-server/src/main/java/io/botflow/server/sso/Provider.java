package io.botflow.server.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Set;

/**
 * Speaks to a provider (OpenID Connect Core 1.0, Discovery 1.0; PKCE, RFC 7636). What it is asked
 * and how its answers are checked does not depend on what it says, but for addresses and keys.
 */
final class Provider {
  /** None with a shared secret, and not "none". */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Scope SCOPE = new Scope("openid", "email", "profile");

  private final GuardedSender sender;

  @Inject
  Provider(GuardedSender sender) {
    this.sender = sender;
  }

  /** The provider does not do what the protocol says; for the organisation's administrators. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String why) {
      super(why);
    }
  }

  /**
   * What the provider says of itself.
   *
   * @throws Unusable when there is no provider with this issuer
   */
  OIDCProviderMetadata discover(String issuer) throws Unusable {
    try {
      URL address = OIDCProviderMetadata.resolveURL(new Issuer(issuer));
      HTTPResponse answer = new HTTPRequest(HTTPRequest.Method.GET, address).send(sender);
      answer.ensureStatusCode(200);
      OIDCProviderMetadata found = OIDCProviderMetadata.parse(answer.getBody());
      // Discovery 1.0, 4.3: exactly the one that was asked.
      if (!found.getIssuer().getValue().equals(issuer)) {
        throw new Unusable("it says that its issuer is another");
      }
      if (found.getAuthorizationEndpointURI() == null
          || found.getTokenEndpointURI() == null
          || found.getJWKSetURI() == null) {
        throw new Unusable("it names no address to authorize at, for tokens, or of its keys");
      }
      return found;
    } catch (IOException | GeneralException e) {
      throw new Unusable("its discovery failed: " + e.getMessage());
    }
  }

  /** Where the browser goes. */
  static URI authorization(
      OIDCProviderMetadata provider,
      String clientId,
      URI back,
      SsoTable.Begun begun,
      String loginHint) {
    return new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, new ClientID(clientId), back)
        .endpointURI(provider.getAuthorizationEndpointURI())
        .state(new State(begun.state()))
        .nonce(new Nonce(begun.nonce()))
        .codeChallenge(new CodeVerifier(begun.verifier()), CodeChallengeMethod.S256)
        .loginHint(loginHint)
        .build()
        .toURI();
  }

  /**
   * Whom the provider means with a code.
   *
   * @throws Unusable when it does not take the code, or its token is not good
   */
  IDTokenClaimsSet redeem(
      Connection connection, String clientSecret, String code, URI back, SsoTable.Waiting waiting)
      throws Unusable {
    OIDCProviderMetadata provider = discover(connection.issuer());
    ClientID client = new ClientID(connection.clientId());
    TokenRequest request =
        new TokenRequest.Builder(
                provider.getTokenEndpointURI(),
                new ClientSecretBasic(client, new Secret(clientSecret)),
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code), back, new CodeVerifier(waiting.verifier())))
            .build();
    try {
      TokenResponse answer = OIDCTokenResponseParser.parse(request.toHTTPRequest().send(sender));
      if (!answer.indicatesSuccess()) {
        throw new Unusable(
            "it does not take the code: " + answer.toErrorResponse().getErrorObject());
      }
      var token = answer.toSuccessResponse().getTokens().toOIDCTokens().getIDToken();
      HTTPResponse keys =
          new HTTPRequest(HTTPRequest.Method.GET, provider.getJWKSetURI()).send(sender);
      keys.ensureStatusCode(200);
      return new IDTokenValidator(
              new Issuer(connection.issuer()),
              client,
              new JWSVerificationKeySelector<>(
                  ALGORITHMS, new ImmutableJWKSet<>(JWKSet.parse(keys.getBody()))),
              null)
          .validate(token, new Nonce(waiting.nonce()));
    } catch (IOException
        | ParseException
        | java.text.ParseException
        | BadJOSEException
        | JOSEException e) {
      throw new Unusable("its token is not good: " + e.getMessage());
    }
  }
}
