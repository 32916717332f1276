package io.botflow.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * The examples of Amazon's documentation: "Authenticating Requests: Using the Authorization Header"
 * and "Using Query Parameters" of the S3 API Reference, with Amazon's public example key.
 */
class S3SignerTest {
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String MOMENT = "20130524T000000Z";
  private static final URI OBJECT = URI.create("https://examplebucket.s3.amazonaws.com/test.txt");
  private static final String NOTHING = SignedRequests.sha256("");

  private final S3Signer signer =
      new S3Signer(
          KEY, SECRET, "us-east-1", InstantSource.fixed(Instant.parse("2013-05-24T00:00:00Z")));
  private final SignedRequests server = new SignedRequests(SECRET, "us-east-1");

  @Test
  void signsGetAsInTheDocumentation() {
    String authorization =
        signer
            .headers(SdkHttpMethod.GET, OBJECT, Map.of("Range", "bytes=0-9"), null)
            .getOrDefault("Authorization", List.of(""))
            .get(0);

    assertThat(authorization)
        .contains("SignedHeaders=host;range;x-amz-content-sha256;x-amz-date")
        .endsWith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    assertThat(
            server.signature(
                "GET",
                OBJECT,
                Map.of(
                    "host",
                    "examplebucket.s3.amazonaws.com",
                    "range",
                    "bytes=0-9",
                    "x-amz-content-sha256",
                    NOTHING,
                    "x-amz-date",
                    MOMENT),
                NOTHING,
                MOMENT))
        .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void signsPutAsInTheDocumentation() {
    String authorization =
        signer
            .headers(
                SdkHttpMethod.PUT,
                URI.create("https://examplebucket.s3.amazonaws.com/test%24file.text"),
                Map.of(
                    "Date",
                    "Fri, 24 May 2013 00:00:00 GMT",
                    "x-amz-storage-class",
                    "REDUCED_REDUNDANCY"),
                ContentStreamProvider.fromUtf8String("Welcome to Amazon S3."))
            .getOrDefault("Authorization", List.of(""))
            .get(0);

    assertThat(authorization)
        .endsWith("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void signsAddressesAsInTheDocumentation() {
    URI link = signer.link(OBJECT, Duration.ofDays(1));

    assertThat(link.toString())
        .contains("X-Amz-Expires=86400")
        .contains(
            "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    assertThat(
            server.signature(
                "GET",
                link,
                Map.of("host", "examplebucket.s3.amazonaws.com"),
                "UNSIGNED-PAYLOAD",
                MOMENT))
        .isEqualTo("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }
}
