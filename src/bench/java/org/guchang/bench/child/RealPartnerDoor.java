package org.guchang.bench.child;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.guchang.config.CatalogHolder;
import org.guchang.config.Settings;
import org.guchang.ingest.IngestMeters;
import org.guchang.ingest.PartnerDoor;
import org.guchang.ledger.RedisLedger;

/** The real partner door with the real ledger and an embedded Redis. */
final class RealPartnerDoor extends RealLedger {

  @Override
  void open(Settings settings, CatalogHolder catalog, Map<String, String> facts, int loops)
      throws Exception {
    MeterRegistry registry = registry();
    IngestMeters meters = new IngestMeters(registry);
    Supplier<RedisLedger> ledgers = ledgers(settings, registry);
    List<PartnerDoor> doors = new ArrayList<>();
    vertx()
        .deployVerticle(
            () -> {
              PartnerDoor door = new PartnerDoor(settings, catalog, ledgers::get, meters);
              doors.add(door);
              return door;
            },
            new DeploymentOptions().setInstances(loops))
        .await(20, TimeUnit.SECONDS);
    facts.put("port", Integer.toString(doors.get(0).port()));
  }
}
