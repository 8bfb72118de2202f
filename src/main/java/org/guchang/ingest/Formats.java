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

  private final NativePush own;

  private Formats(NativePush own, List<PushFormat> others) {
    this.own = own;
    byName.put(own.name(), own);
    others.forEach(format -> byName.put(format.name(), format));
  }

  /** A table of its own for the event loop that asks. */
  public static Formats of(Settings.Limits limits, PersonHash persons) {
    return new Formats(
        new NativePush(limits, persons),
        List.of(
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

  /** The native one. */
  NativePush own() {
    return own;
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
