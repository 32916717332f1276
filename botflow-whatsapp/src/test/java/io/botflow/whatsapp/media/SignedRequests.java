package io.botflow.whatsapp.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 as its documentation says it, for S3: what a server computes to believe a
 * request. Written apart from the signer that is used.
 */
final class SignedRequests {
  private final String secretKey;
  private final String region;

  SignedRequests(String secretKey, String region) {
    this.secretKey = secretKey;
    this.region = region;
  }

  /** The signature of a request. */
  String signature(
      String method, URI uri, Map<String, String> signed, String payload, String moment) {
    TreeMap<String, String> query = new TreeMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        if (!parts[0].equals("X-Amz-Signature")) {
          query.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
      }
    }
    StringBuilder canonical = new StringBuilder(method + "\n" + uri.getRawPath() + "\n");
    query.forEach(
        (key, value) ->
            canonical
                .append(key.equals(query.firstKey()) ? "" : "&")
                .append(key)
                .append('=')
                .append(value));
    canonical.append('\n');
    TreeMap<String, String> headers = new TreeMap<>(signed);
    headers.forEach((key, value) -> canonical.append(key).append(':').append(value).append('\n'));
    canonical.append('\n').append(String.join(";", headers.keySet())).append('\n').append(payload);
    String day = moment.substring(0, 8);
    String scope = day + "/" + region + "/s3/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n" + moment + "\n" + scope + "\n" + sha256(canonical.toString());
    byte[] key = hmac(("AWS4" + secretKey).getBytes(UTF_8), day);
    key = hmac(hmac(hmac(key, region), "s3"), "aws4_request");
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  static String sha256(String text) {
    return sha256(text.getBytes(UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
