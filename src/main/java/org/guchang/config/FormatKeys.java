package org.guchang.config;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a partner of each format has to give beside its id, sessions and platforms.
 *
 * @param name of the format
 * @param required keys that must be there
 * @param optional keys that may
 * @param secrets whether it takes {@code secrets}
 */
record FormatKeys(String name, List<String> required, List<String> optional, SecretKind secrets) {

  /** How a format proves who sends. */
  enum SecretKind {
    /** By {@link #required} alone. */
    NONE,
    /** By secrets of Standard Webhooks. */
    STANDARD,
    /** By one or several secrets of any form, {@code secret} or {@code secrets}. */
    ANY
  }

  static final String NATIVE = "native";

  /** Of a key in {@link Catalog.Partner#keys}: the first of the secrets, where they are any. */
  static final String SECRET = "secret";

  /** Of Doudian: {@code false} refuses what is signed by MD5. */
  static final String MD5 = "md5";

  private static final Pattern AES_KEY = Pattern.compile("[A-Za-z0-9]{43}");

  private static final List<FormatKeys> ALL =
      List.of(
          new FormatKeys(NATIVE, List.of(), List.of(), SecretKind.STANDARD),
          new FormatKeys("csv", List.of(), List.of(), SecretKind.STANDARD),
          new FormatKeys("doudian", List.of("appKey", "appSecret"), List.of(MD5), SecretKind.NONE),
          new FormatKeys(
              "douyin-open", List.of("clientSecret"), List.of("clientId"), SecretKind.NONE),
          new FormatKeys("douyin-live", List.of(), List.of(), SecretKind.ANY),
          new FormatKeys(
              "kuaishou", List.of("appKey", "messageKey"), List.of("appSecret"), SecretKind.NONE),
          new FormatKeys(
              "weixin-shop",
              List.of("token", "encodingAesKey", "appId"),
              List.of(),
              SecretKind.NONE),
          new FormatKeys("youzan", List.of("clientId", "clientSecret"), List.of(), SecretKind.NONE),
          new FormatKeys("shopify", List.of(), List.of(), SecretKind.ANY),
          new FormatKeys("tiktok-shop", List.of("appKey", "appSecret"), List.of(), SecretKind.NONE),
          new FormatKeys(
              "xiaohongshu", List.of("appKey", "appSecret"), List.of(), SecretKind.NONE));

  private static final Map<String, FormatKeys> BY_NAME =
      ALL.stream().collect(Collectors.toMap(FormatKeys::name, format -> format));

  /** Keys whose values are further restricted, and what is expected of them. */
  private static final Map<String, Expected> EXPECTED =
      Map.of(
          "encodingAesKey",
          new Expected(
              AES_KEY.asMatchPredicate(), "the 43 letters and digits of the console are expected"),
          "messageKey",
          new Expected(FormatKeys::isAesKey, "the base64 of 16, 24 or 32 bytes is expected"),
          MD5,
          new Expected(List.of("true", "false")::contains, "true or false is expected"));

  /** A rule for one key's value. */
  record Expected(Predicate<String> fits, String words) {}

  /** Null when there is no format of that name. */
  static @Nullable FormatKeys of(String name) {
    return BY_NAME.get(name);
  }

  static Set<String> names() {
    return new TreeSet<>(BY_NAME.keySet());
  }

  /** Keys of any format. */
  static Set<String> allKeys() {
    Set<String> keys = new LinkedHashSet<>();
    ALL.forEach(format -> keys.addAll(format.keys()));
    return keys;
  }

  /** All keys it reads, secrets among them. */
  List<String> keys() {
    List<String> keys = new ArrayList<>(required);
    keys.addAll(optional);
    if (secrets == SecretKind.ANY) {
      keys.add(SECRET);
    }
    if (secrets != SecretKind.NONE) {
      keys.add("secrets");
    }
    return keys;
  }

  /** Whether this format asks for the session to be found, since its pushes name none. */
  boolean placesByTime() {
    return !name.equals(NATIVE);
  }

  /** What is wrong with a value, null when nothing is. */
  static @Nullable String fault(String key, String value) {
    Expected expected = EXPECTED.get(key);
    return expected == null || expected.fits().test(value) ? null : expected.words();
  }

  private static boolean isAesKey(String base64) {
    try {
      int bytes = Base64.getDecoder().decode(base64).length;
      return bytes == 16 || bytes == 24 || bytes == 32;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
