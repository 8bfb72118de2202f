package org.guchang.pending.api;

import java.util.Map;
import java.util.function.LongSupplier;
import org.guchang.redis.TokenStore;

/** The platforms that can be asked, by the push format of their partners. */
public final class PlatformApis {
  private static final Map<String, Maker> MAKERS =
      Map.of(
          "kuaishou", KuaishouApi::new,
          "weixin-shop", WeixinShopApi::new,
          "tiktok-shop", TiktokShopApi::new,
          "xiaohongshu", XiaohongshuApi::new);

  private final ApiHttp http;
  private final TokenStore tokens;
  private final LongSupplier clock;

  /**
   * @param clock milliseconds since the epoch
   */
  public PlatformApis(ApiHttp http, TokenStore tokens, LongSupplier clock) {
    this.http = http;
    this.tokens = tokens;
    this.clock = clock;
  }

  private interface Maker {
    PlatformApi make(ApiAccess access, ApiHttp http, TokensOf tokens, LongSupplier clock);
  }

  /** Whether pushes of this format leave amounts out, and its platform can be asked for them. */
  public static boolean speaks(String format) {
    return MAKERS.containsKey(format);
  }

  /**
   * How one partner's platform is asked.
   *
   * @param format one that {@link #speaks}
   * @throws ApiAccess.Unusable when something is missing in the catalog
   */
  public PlatformApi of(String format, ApiAccess access) {
    Maker maker = MAKERS.get(format);
    if (maker == null) {
      throw new ApiAccess.Unusable("there is no API of format " + format);
    }
    TokensOf own =
        (seed, secret, source) ->
            new Tokens(
                access.partner(),
                seed,
                source,
                tokens,
                new TokenSeal(secret, access.partner()),
                clock);
    return maker.make(access, http, own, clock);
  }
}
