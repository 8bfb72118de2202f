package org.guchang.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NativeMediaTest {

  @ParameterizedTest
  @CsvSource({
    "application/cloudevents+json, STRUCTURED",
    "application/cloudevents-batch+json, BATCHED",
    "application/json, EITHER",
    "Application/CloudEvents+JSON, STRUCTURED",
    "application/cloudevents+json; charset=utf-8, STRUCTURED",
    "application/cloudevents+json;charset=\"UTF-8\", STRUCTURED",
    "application/json ; charset=utf8 ; profile=x, EITHER"
  })
  void spokenType_isUnderstood(String header, NativeMedia media) throws Exception {
    assertThat(NativeMedia.of(header, false)).isEqualTo(media);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, media type",
    "application/xml, media type",
    "application/cloudevents+avro, media type",
    "'', media type",
    "application/json; charset=gbk, utf-8",
    "application/cloudevents+json; charset=utf-16, utf-8"
  })
  void otherType_isRefusedWithWhatToSend(String header, String says) {
    refused(header, false, says);
  }

  @Test
  void noType_isRefused() {
    refused(null, false, "no Content-Type");
  }

  @ParameterizedTest
  @CsvSource({"application/json", "text/plain"})
  void binaryMode_isRefusedWithTheReason(String header) {
    refused(header, true, "not covered by the signature");
  }

  @Test
  void structuredModeWithCopiedAttributes_isNotBinaryMode() throws Exception {
    assertThat(NativeMedia.of("application/cloudevents+json", true))
        .isEqualTo(NativeMedia.STRUCTURED);
  }

  private static void refused(@Nullable String header, boolean specVersion, String says) {
    assertThatExceptionOfType(UnreadableDelivery.class)
        .isThrownBy(() -> NativeMedia.of(header, specVersion))
        .withMessageContaining(says)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(UnreadableDelivery.Kind.UNSUPPORTED_MEDIA));
  }
}
