package io.botflow.server.email;

import java.nio.charset.StandardCharsets;

/** Mails as a mail server hands them to a pipe. */
final class TestMail {
  static final String ADDRESS = "help@shop.example";
  static final String TRUSTED = "mx.shop.example";
  static final String VOUCHED =
      "Authentication-Results: mx.shop.example; dmarc=pass header.from=mail.example\r\n";

  private TestMail() {}

  /** A mail of Ann's with more headers, one in each line. */
  static String of(String id, String subject, String text, String... headers) {
    return VOUCHED
        + "From: Ann Lee <Ann@mail.example>\r\n"
        + "To: help@shop.example\r\n"
        + "Message-ID: <"
        + id
        + ">\r\n"
        + "Subject: "
        + subject
        + "\r\n"
        + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
        + "Content-Type: text/plain; charset=utf-8\r\n\r\n"
        + text.replace("\n", "\r\n")
        + "\r\n";
  }

  static byte[] bytes(String mail) {
    return mail.getBytes(StandardCharsets.UTF_8);
  }

  /** What a mail server reports that cannot deliver a mail of ours. */
  static String bounce(String ours, String action) {
    return """
        From: MAILER-DAEMON@mx.mail.example
        To: help@shop.example
        Return-Path: <>
        Subject: Undelivered mail
        Auto-Submitted: auto-replied
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.mail.example

        Final-Recipient: rfc822; ann@mail.example
        Action: %s
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 User unknown

        --b
        Content-Type: text/rfc822-headers

        From: help@shop.example
        Message-ID: %s
        --b--
        """
        .formatted(action, ours)
        .replace("\n", "\r\n");
  }
}
