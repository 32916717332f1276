package io.botflow.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SignatureTest {
  private static final byte[] BODY = "{\"object\":\"whatsapp_business_account\"}".getBytes(UTF_8);

  @TestFactory
  Stream<DynamicTest> everyCollectedVectorIsJudgedRight() {
    return SharedSamples.tests(SignatureTest::vectors);
  }

  private static Stream<DynamicTest> vectors() {
    return SharedSamples.table("constructed/signatures/vectors.tsv").stream()
        .map(
            row -> {
              // Upper-case digits are left to the policy of the reader: ours refuses them.
              boolean valid = row.get(3).equals("true");
              return dynamicTest(
                  row.get(0) + " " + row.get(4),
                  () ->
                      assertThat(
                              Signature.of(row.get(1))
                                  .matches(
                                      SharedSamples.bytes("constructed/signatures/" + row.get(0)),
                                      row.get(2)))
                          .isEqualTo(valid));
            });
  }

  @Test
  void acceptsItsOwnSignature() {
    String header = Signature.sign(BODY, "secret");
    assertThat(header).hasSize(71).startsWith("sha256=");
    assertThat(Signature.of("secret").matches(BODY, header)).isTrue();
  }

  @Test
  void refusesEveryOtherHeader() {
    Signature signature = Signature.of("secret");
    String header = Signature.sign(BODY, "secret");
    String digits = header.substring("sha256=".length());
    for (String wrong :
        List.of(
            "",
            "sha256=",
            digits,
            "sha1=" + digits,
            "SHA256=" + digits,
            header + "0",
            header.substring(0, 70),
            " " + header.substring(1),
            header.replace('=', ':'),
            "sha256=" + digits.replaceFirst(".$", digits.endsWith("0") ? "1" : "0"),
            "sha256=" + "é".repeat(64))) {
      assertThat(signature.matches(BODY, wrong)).as(wrong).isFalse();
    }
    assertThat(signature.matches(BODY, null)).isFalse();
    assertThat(signature.matches("{}".getBytes(UTF_8), header)).isFalse();
  }

  @Test
  void acceptsOldAndNewSecretWhileOneReplacesTheOther() {
    Signature signature = Signature.of(List.of("new", "old"));
    assertThat(signature.matches(BODY, Signature.sign(BODY, "old"))).isTrue();
    assertThat(signature.matches(BODY, Signature.sign(BODY, "new"))).isTrue();
    assertThat(signature.matches(BODY, Signature.sign(BODY, "other"))).isFalse();
  }

  @Test
  void refusesToWorkWithoutASecretAndNeverShowsOne() {
    assertThatThrownBy(() -> Signature.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Signature.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThat(Signature.of("hush-hush")).asString().doesNotContain("hush");
  }
}
