package io.botflow.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where media are kept, and who looks for malware in them.
 *
 * @param directory the folder that they go to where no bucket is set
 * @param bucket an S3-compatible storage; null for the folder
 * @param scanner a ClamAV daemon; null where nobody scans
 */
public record MediaConfig(Path directory, @Nullable Bucket bucket, @Nullable Scanner scanner) {
  /** ClamAV's own port. */
  private static final int CLAMAV_PORT = 3310;

  private static final Path DEFAULT_DATA = Path.of(".botflow", "data");

  /** A bucket of an S3-compatible storage; the words are those of {@code S3Settings}. */
  public record Bucket(
      String endpoint, String region, String name, String accessKey, Secret secretKey) {
    /** Whether the bucket stands in the path, as at most storages besides Amazon's. */
    public boolean inPath() {
      String host = URI.create(endpoint).getHost();
      return host == null || !host.endsWith(".amazonaws.com");
    }
  }

  /** Where the daemon listens, and how long it may take. */
  public record Scanner(String host, int port, Duration timeout) {}

  static MediaConfig read(Settings settings) {
    Path data =
        settings
            .about("where the PostgreSQL of its own keeps its data")
            .path("data_dir", DEFAULT_DATA);
    String endpoint =
        settings
            .about("a bucket in place of the folder: the storage's address")
            .url("media.s3_endpoint");
    String region = settings.about("the bucket's region").text("media.s3_region", "us-east-1");
    String bucket = settings.about("the bucket").text("media.s3_bucket");
    String accessKey =
        settings.about("the id of the key to the bucket").text("media.s3_access_key");
    Secret secretKey = settings.about("the key to the bucket").secret("media.s3_secret_key");
    Bucket storage = null;
    if (endpoint != null && bucket != null && accessKey != null && secretKey != null) {
      storage = new Bucket(endpoint, region, bucket, accessKey, secretKey);
    } else if (endpoint != null || bucket != null || accessKey != null || secretKey != null) {
      settings.problem(
          "BOTFLOW_MEDIA_S3_ENDPOINT, _BUCKET, _ACCESS_KEY and _SECRET_KEY belong together");
    }
    String host =
        settings
            .about("a ClamAV daemon that media are scanned by; none: they are not scanned")
            .text("media.clamav_host");
    int port =
        settings.about("the daemon's port").number("media.clamav_port", CLAMAV_PORT, 1, 65_535);
    Duration timeout =
        settings
            .about("how long a scan may take")
            .duration("media.clamav_timeout", Duration.ofSeconds(60), Duration.ofSeconds(1));
    return new MediaConfig(
        settings
            .about("where media of people are kept")
            .path("media.directory", data.resolve("media")),
        storage,
        host == null ? null : new Scanner(host, port, timeout));
  }
}
