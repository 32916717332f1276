package io.botflow.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.botflow.server.secret.ServerKeys;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Short-lived signed tokens (JWT, RFC 7519; RFC 9068 for the type). One algorithm, one key that
 * only our servers have: nothing in a token chooses how it is checked. Thread-safe.
 */
final class AccessTokens {
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  private static final String ISSUER = "botflow";
  private static final String AUDIENCE = "botflow-api";
  private static final String SESSION = "sid";
  private static final String ORGANIZATION = "org";

  private final OctetSequenceKey key;
  private final InstantSource clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /** What a good token says. */
  record Claims(UUID user, UUID session, @Nullable UUID organization) {}

  @Inject
  AccessTokens(ServerKeys keys, InstantSource clock) {
    ServerKeys.ServerKey secret = keys.of("access-tokens");
    this.key = new OctetSequenceKey.Builder(secret.bytes()).keyID(secret.id().toString()).build();
    this.clock = clock;
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHM, new ImmutableJWKSet<>(new JWKSet(key))));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            AUDIENCE,
            new JWTClaimsSet.Builder().issuer(ISSUER).build(),
            Set.of("sub", "iat", "exp", SESSION)) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claims.setMaxClockSkew(0);
    processor.setJWTClaimsSetVerifier(claims);
  }

  String issue(UUID user, UUID session, @Nullable UUID organization) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .subject(user.toString())
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plus(LIFE)))
            .claim(SESSION, session.toString());
    if (organization != null) {
      claims.claim(ORGANIZATION, organization.toString());
    }
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(ALGORITHM).type(TYPE).keyID(key.getKeyID()).build(),
            claims.build());
    try {
      token.sign(new MACSigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a token cannot be signed", e);
    }
  }

  /** What a token says; null where it is not good, for whatever reason. */
  @Nullable Claims read(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      String organization = claims.getStringClaim(ORGANIZATION);
      return new Claims(
          UUID.fromString(claims.getSubject()),
          UUID.fromString(claims.getStringClaim(SESSION)),
          organization == null ? null : UUID.fromString(organization));
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
      return null;
    }
  }
}
