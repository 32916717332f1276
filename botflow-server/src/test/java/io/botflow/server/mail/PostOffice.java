package io.botflow.server.mail;

import io.botflow.server.config.MailConfig;
import io.botflow.server.config.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on this machine with a certificate of its own. */
final class PostOffice implements AutoCloseable {
  static final String USER = "botflow";
  static final String PASSWORD = "smtp-canary";

  private final BlockingQueue<MimeMessage> taken = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final SMTPServer server;

  private PostOffice(UnaryOperator<SMTPServer.Builder> settings) {
    server =
        settings
            .apply(
                SMTPServer.port(0)
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .messageHandlerFactory(context -> new Taking()))
            .build();
    server.start();
  }

  /** Insists on encryption and a log-in. */
  static PostOffice strict(SSLContext certificate) {
    return new PostOffice(
        builder ->
            builder
                .enableTLS()
                .requireTLS()
                .requireAuth()
                .startTlsSocketFactory(certificate)
                .authenticationHandlerFactory(
                    new EasyAuthenticationHandlerFactory(
                        (user, password, context) -> {
                          if (!user.equals(USER) || !password.equals(PASSWORD)) {
                            throw new LoginFailedException();
                          }
                        })));
  }

  /** Takes mail from everybody, in the clear. */
  static PostOffice open() {
    return new PostOffice(builder -> builder);
  }

  /** Answers 451 to the next so many mails. */
  void refuse(int mails) {
    refusals.set(mails);
  }

  /** How many receivers it was asked to take mail for. */
  int asked() {
    return asked.get();
  }

  int port() {
    return server.getPortAllocated();
  }

  MailConfig settings(MailConfig.Encryption encryption, @Nullable String password) {
    return new MailConfig(
        "localhost",
        port(),
        encryption,
        password == null ? null : USER,
        password == null ? null : new Secret(password),
        "BotFlow <bots@example.org>",
        false);
  }

  MimeMessage next() throws InterruptedException {
    return Objects.requireNonNull(taken.poll(60, TimeUnit.SECONDS), "no mail came");
  }

  boolean isEmpty() {
    return taken.isEmpty();
  }

  private final class Taking implements MessageHandler {
    @Override
    public void from(String sender) {}

    @Override
    public void recipient(String receiver) throws RejectException {
      asked.incrementAndGet();
      if (receiver.startsWith("nobody@")) {
        throw new RejectException(550, "no such mailbox");
      }
      if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new RejectException(451, "come again later");
      }
    }

    @Override
    public @Nullable String data(InputStream data) throws IOException {
      try {
        taken.add(new MimeMessage(null, data));
        return null;
      } catch (MessagingException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void done() {}
  }

  /** A certificate for localhost, and who trusts it. */
  static SSLContext certificate(Path folder, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "mail",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=dns:" + name,
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file.toString()))
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD.toCharArray());
    store.setCertificateEntry("trusted", store.getCertificate("mail"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() {
    server.stop();
  }
}
