package org.guchang.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings;
import org.guchang.config.SettingsLoader;
import org.guchang.ingest.format.NativeFormat;
import org.guchang.ingest.format.NativeMedia;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.PersonHash;
import org.guchang.ingest.format.Reporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scenario says is what the partner door understands, by the rules it has for everybody. */
class ScenarioSpeaksNativeTest {

  @ParameterizedTest
  @ValueSource(strings = {"jiaocheng", "wenshui"})
  void everyEvent_isTakenByTheNativeFormat(String name) throws Exception {
    Catalog catalog = CatalogLoader.load(null, Map.of());
    Settings settings = SettingsLoader.load(null, Map.of());
    NativeFormat format = new NativeFormat(settings.limits(), new PersonHash("0123456789abcdef"));
    Reporter reporter =
        new Reporter(
            catalog.partners().get("demo"),
            catalog,
            Instant.parse("2020-05-18T00:00:00Z").toEpochMilli());

    for (ScriptedDelivery delivery : Scenario.load(name).deliveries()) {
      ParsedDelivery parsed =
          format.parse(
              delivery.body().getBytes(), NativeMedia.of(delivery.contentType(), false), reporter);

      assertThat(parsed.refusals()).isEmpty();
      assertThat(parsed.events()).hasSize(delivery.events());
    }
  }
}
