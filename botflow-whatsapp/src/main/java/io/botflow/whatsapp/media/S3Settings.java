package io.botflow.whatsapp.media;

import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where an S3-compatible storage is.
 *
 * @param endpoint such as {@code https://s3.eu-west-1.amazonaws.com}, without a path
 * @param region what requests are signed for; storages that know none take {@code us-east-1}
 * @param bucket one bucket for all organisations
 * @param accessKey the id of the key
 * @param secretKey the key
 * @param pathStyle whether the bucket stands in the path, as most storages besides AWS want it, and
 *     not in the host's name
 */
public record S3Settings(
    URI endpoint,
    String region,
    String bucket,
    String accessKey,
    String secretKey,
    boolean pathStyle) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** Refuses nulls and a bucket that is none. */
  public S3Settings {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(accessKey, "accessKey");
    Objects.requireNonNull(secretKey, "secretKey");
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "a bucket has 3 to 63 lower-case letters, digits, . and -");
    }
  }

  /** The address of a key's object. */
  URI object(MediaKey key) {
    String path = "/" + key.organization() + "/" + key.name();
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    String host = pathStyle ? endpoint.getHost() : bucket + "." + endpoint.getHost();
    return URI.create(
        endpoint.getScheme() + "://" + host + port + (pathStyle ? "/" + bucket : "") + path);
  }

  /** Names the place without the key. */
  @Override
  public String toString() {
    return "S3Settings[" + endpoint + " " + bucket + "]";
  }
}
