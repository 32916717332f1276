package io.botflow.whatsapp.media;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs requests by AWS Signature Version 4 in the way of S3: paths are escaped once. */
final class S3Signer {
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsIdentity identity;
  private final String region;
  private final InstantSource clock;

  S3Signer(String accessKey, String secretKey, String region, InstantSource clock) {
    this.identity = AwsCredentialsIdentity.create(accessKey, secretKey);
    this.region = region;
    this.clock = clock;
  }

  /**
   * The headers of a signed request.
   *
   * @param body what is sent, read once for its hash; null for nothing
   */
  Map<String, List<String>> headers(
      SdkHttpMethod method,
      URI uri,
      Map<String, String> headers,
      @Nullable ContentStreamProvider body) {
    SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(method).uri(uri);
    headers.forEach(request::putHeader);
    return signer
        .sign(
            sign -> {
              base(sign, request.build());
              if (body != null) {
                sign.payload(body);
              }
            })
        .request()
        .headers();
  }

  /** An address that serves an object for a while. */
  URI link(URI uri, Duration life) {
    SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
    return signer
        .sign(
            sign -> {
              base(sign, request);
              sign.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                  .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life)
                  .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false);
            })
        .request()
        .getUri();
  }

  private void base(SignRequest.Builder<AwsCredentialsIdentity> sign, SdkHttpRequest request) {
    sign.identity(identity)
        .request(request)
        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC));
  }
}
