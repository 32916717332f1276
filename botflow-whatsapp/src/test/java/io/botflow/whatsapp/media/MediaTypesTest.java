package io.botflow.whatsapp.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {
  private static String detect(String head) {
    return MediaTypes.detect(head.getBytes(ISO_8859_1));
  }

  @Test
  void bytesShowTheirType() {
    assertThat(detect("\u00ff\u00d8\u00ff\u00e0")).isEqualTo("image/jpeg");
    assertThat(detect("\u0089PNG\r\n\u001a\n...")).isEqualTo("image/png");
    assertThat(detect("RIFF1234WEBPVP8 ")).isEqualTo("image/webp");
    assertThat(detect("RIFF1234WAVEfmt ")).isEqualTo("text/plain");
    assertThat(detect("%PDF-1.7\n")).isEqualTo("application/pdf");
    assertThat(detect("OggS\0\2")).isEqualTo("audio/ogg");
    assertThat(detect("ID3\3\0")).isEqualTo("audio/mpeg");
    assertThat(detect("\u00ff\u00fb\u0090")).isEqualTo("audio/mpeg");
    assertThat(detect("\u00ff\u00f1P")).isEqualTo("audio/aac");
    assertThat(detect("#!AMR\n")).isEqualTo("audio/amr");
    assertThat(detect("\0\0\0\u0018ftypmp42")).isEqualTo("video/mp4");
    assertThat(detect("\0\0\0\u0018ftypM4A ")).isEqualTo("audio/mp4");
    assertThat(detect("\0\0\0\u0018ftyp3gp4")).isEqualTo("video/3gpp");
    assertThat(detect("PK\3\4")).isEqualTo("application/zip");
    assertThat(detect("Dear customer,\n\u00e9")).isEqualTo("text/plain");
    assertThat(detect("")).isEqualTo(MediaTypes.UNKNOWN);
    assertThat(detect("\1\2\3")).isEqualTo(MediaTypes.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpeg,image/png,false",
    "image/png,image/png,true",
    "audio/ogg; codecs=opus,audio/ogg,true",
    "audio/mp4,video/mp4,true",
    "application/msword,application/x-ole-storage,true",
    "application/msword,application/zip,false",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document,application/zip,true",
    "text/plain,text/plain,true",
    "text/csv,text/html,false",
    "application/pdf,text/html,false",
    "application/x-own,application/octet-stream,true",
    "application/x-own,text/html,false",
    "application/x-own,application/x-executable,false"
  })
  void aDeclaredTypeFitsOrNot(String declared, String detected, boolean fits) {
    assertThat(MediaTypes.fits(declared, detected)).isEqualTo(fits);
  }

  @Test
  void programsAndPagesAreSeen() {
    assertThat(detect("MZ\u0090\0")).isEqualTo("application/x-executable");
    assertThat(detect("\u007fELF\2")).isEqualTo("application/x-executable");
    assertThat(detect("#!/bin/sh\n")).isEqualTo("application/x-executable");
    assertThat(detect("  <!DOCTYPE HTML><script>")).isEqualTo("text/html");
    assertThat(detect("<svg onload=x>")).isEqualTo("text/html");
  }
}
