package org.guchang.config;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.guchang.config.map.CountyMap;
import org.jspecify.annotations.Nullable;

/**
 * What is sold, when, where and by whom. Immutable; a reload makes a new one. Maps keep the order
 * of the file.
 *
 * @param digest of all files it was read from; another digest means another catalog
 * @param products by sku
 * @param counties by name
 * @param words that comments must not be shown with
 * @param map of the counties, as the operator's own data draw it
 */
public record Catalog(
    String digest,
    Map<String, Platform> platforms,
    Map<String, Campaign> campaigns,
    Map<String, Session> sessions,
    Map<String, Partner> partners,
    Map<String, County> counties,
    Map<String, Product> products,
    WordList words,
    CountyMap map) {

  /** One without a word list and a map. */
  public Catalog(
      String digest,
      Map<String, Platform> platforms,
      Map<String, Campaign> campaigns,
      Map<String, Session> sessions,
      Map<String, Partner> partners,
      Map<String, County> counties,
      Map<String, Product> products) {
    this(
        digest,
        platforms,
        campaigns,
        sessions,
        partners,
        counties,
        products,
        WordList.NONE,
        CountyMap.NONE);
  }

  public record Platform(String id, String name) {}

  /**
   * Some days with a target and many sessions.
   *
   * @param targetFen 0 when none is set
   * @param panels of its board, in their order; empty for the page's own choice
   */
  public record Campaign(
      String id,
      String title,
      LocalDate startsOn,
      LocalDate endsOn,
      long targetFen,
      List<String> panels) {

    /** One whose panels are the page's own choice. */
    public Campaign(String id, String title, LocalDate startsOn, LocalDate endsOn, long targetFen) {
      this(id, title, startsOn, endsOn, targetFen, List.of());
    }
  }

  /**
   * One live-stream sale of one county, on several platforms at once.
   *
   * @param targetFen 0 when none is set
   * @param rehearsal 演练: shown as such on every screen, and may be wiped
   * @param rooms ids of its live rooms, by platform; what a platform tells of a room is counted
   *     where that room is
   * @param panels of its board, in their order; empty for the page's own choice
   */
  public record Session(
      String id,
      String campaign,
      String county,
      String title,
      @Nullable String host,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      List<String> platforms,
      long targetFen,
      boolean rehearsal,
      Map<String, List<String>> rooms,
      List<String> panels) {

    /** One without rooms, whose panels are the page's own choice. */
    public Session(
        String id,
        String campaign,
        String county,
        String title,
        @Nullable String host,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        List<String> platforms,
        long targetFen,
        boolean rehearsal) {
      this(
          id, campaign, county, title, host, startsAt, endsAt, platforms, targetFen, rehearsal,
          Map.of(), List.of());
    }

    public boolean hasRoom(String platform, String room) {
      return rooms.getOrDefault(platform, List.of()).contains(room);
    }
  }

  /**
   * What a partner signs with.
   *
   * @param value for native partners {@code whsec_…}, for others as the platform shows it
   * @param notBefore from when on it is good; null for always
   * @param notAfter from when on it is good no more; null for never
   */
  public record Secret(
      String value, @Nullable OffsetDateTime notBefore, @Nullable OffsetDateTime notAfter) {

    /** One that is always good. */
    public static Secret of(String value) {
      return new Secret(value, null, null);
    }

    /**
     * @param millis since the epoch
     */
    public boolean activeAt(long millis) {
      return (notBefore == null || millis >= notBefore.toInstant().toEpochMilli())
          && (notAfter == null || millis < notAfter.toInstant().toEpochMilli());
    }

    /** Without the value. */
    @Override
    public String toString() {
      return "Secret[notBefore=" + notBefore + ", notAfter=" + notAfter + "]";
    }
  }

  /**
   * How much a partner may send.
   *
   * @param eventsPerSecond in the long run
   * @param burst at once, after a pause
   */
  public record Rate(int eventsPerSecond, int burst) {}

  /**
   * Who posts to a hook.
   *
   * @param format name of the push format, e.g. {@code native}
   * @param secrets of the formats that sign with secrets alone, at least one; several while they
   *     are changed
   * @param sessions ids it may report on; {@code *} is any. {@code platforms} likewise
   * @param session the one that everything it pushes belongs to; null when that is found by time
   * @param keys what its format asks for beside the secrets, by the catalog's name for it, e.g.
   *     appKey and appSecret, clientId and clientSecret, token and encodingAesKey, messageKey
   * @param rate null when it may send as much as the server can take
   * @param addresses it may send from; empty for any
   * @param api how the platform's API is reached, by the catalog's names: baseUrl and what the API
   *     asks for; empty when it is not
   * @param csv how its order lists are read, where that is not as built in; at most one per
   *     platform
   */
  public record Partner(
      String id,
      String format,
      List<Secret> secrets,
      List<String> sessions,
      List<String> platforms,
      @Nullable String session,
      Map<String, String> keys,
      @Nullable Rate rate,
      List<AddressRange> addresses,
      Map<String, String> api,
      List<CsvMapping> csv) {

    /** One that names its sessions itself. */
    public Partner(
        String id,
        String format,
        List<String> secrets,
        List<String> sessions,
        List<String> platforms) {
      this(id, format, secrets, sessions, platforms, null, Map.of());
    }

    /** One without limits, whose secrets are always good. */
    public Partner(
        String id,
        String format,
        List<String> secrets,
        List<String> sessions,
        List<String> platforms,
        @Nullable String session,
        Map<String, String> keys) {
      this(
          id,
          format,
          secrets.stream().map(Secret::of).toList(),
          sessions,
          platforms,
          session,
          keys,
          null,
          List.of(),
          Map.of(),
          List.of());
    }

    /**
     * One of {@link #keys}.
     *
     * @throws IllegalStateException when there is none; the catalog is refused before it comes to
     *     that
     */
    public String key(String name) {
      String key = keys.get(name);
      if (key == null) {
        throw new IllegalStateException("partner " + id + " has no " + name);
      }
      return key;
    }

    /** The platform of a partner that reports on one alone; else the format's own. */
    public String platformOr(String usual) {
      return platforms.size() == 1 && !platforms.contains("*") ? platforms.get(0) : usual;
    }

    public boolean mayReport(String session) {
      return sessions.contains("*") || sessions.contains(session);
    }

    public boolean mayReportPlatform(String platform) {
      return platforms.contains("*") || platforms.contains(platform);
    }

    /** Without the secrets, keys and credentials. */
    @Override
    public String toString() {
      return "Partner["
          + id
          + ", format="
          + format
          + ", secrets="
          + secrets.size()
          + ", keys="
          + keys.keySet()
          + ", api="
          + api.keySet()
          + "]";
    }
  }

  /**
   * Where products come from.
   *
   * @param tile column and row on the tile map, both from 1; null when it has none
   */
  public record County(String name, @Nullable Tile tile) {}

  public record Tile(int column, int row) {}

  /**
   * What the product master knows of one sku; texts it does not know are empty.
   *
   * @param netGrams net weight of one unit, grams, 0 when unknown
   * @param stock what was prepared, units, 0 when unknown
   * @param eligible counts for aid (帮扶)
   * @param households 带动户数 as declared
   */
  public record Product(
      String sku,
      String name,
      String enterprise,
      String county,
      String town,
      String village,
      String brand,
      String unit,
      long netGrams,
      long priceFen,
      long stock,
      boolean eligible,
      long households) {}
}
