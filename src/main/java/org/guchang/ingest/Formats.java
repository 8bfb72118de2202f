package org.guchang.ingest;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Settings;
import org.guchang.ingest.format.DoudianFormat;
import org.guchang.ingest.format.DouyinLiveFormat;
import org.guchang.ingest.format.DouyinOpenFormat;
import org.guchang.ingest.format.KuaishouFormat;
import org.guchang.ingest.format.PersonHash;
import org.guchang.ingest.format.PushFormat;
import org.guchang.ingest.format.ShopifyFormat;
import org.guchang.ingest.format.TiktokShopFormat;
import org.guchang.ingest.format.WeixinShopFormat;
import org.guchang.ingest.format.XiaohongshuFormat;
import org.guchang.ingest.format.YouzanFormat;
import org.jspecify.annotations.Nullable;

/** Every way of pushing that is spoken. Confined to one event loop, as the formats are. */
public final class Formats {
  private final Map<String, PushFormat> byName = new LinkedHashMap<>();

  private Formats(List<PushFormat> all) {
    all.forEach(format -> byName.put(format.name(), format));
  }

  /** A table of its own for the event loop that asks. */
  public static Formats of(Settings.Limits limits, PersonHash persons) {
    return new Formats(
        List.of(
            new NativePush(limits, persons),
            new DoudianFormat(limits, persons),
            new DouyinOpenFormat(limits, persons),
            new DouyinLiveFormat(limits, persons),
            new YouzanFormat(limits, persons),
            new ShopifyFormat(limits, persons),
            new KuaishouFormat(limits, persons),
            new TiktokShopFormat(limits, persons),
            new WeixinShopFormat(limits, persons),
            new XiaohongshuFormat(limits, persons),
            new CsvPush(limits, persons)));
  }

  /** Null when it is not spoken. */
  public @Nullable PushFormat named(String name) {
    return byName.get(name);
  }

  /** As a partner's {@code format} in the catalog names them. */
  public Collection<String> names() {
    return byName.keySet();
  }
}
