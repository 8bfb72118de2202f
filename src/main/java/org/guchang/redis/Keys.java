package org.guchang.redis;

/**
 * Every key name there is. All keys of a session carry its id as hash tag, so that they live in one
 * slot.
 *
 * @param prefix put before every key, e.g. {@code guchang:}
 */
public record Keys(String prefix) {

  /** The channel on which commits are announced, {@code session version}. */
  public String changes() {
    return prefix + "changes";
  }

  /** String: which data these are, see {@link DataMark}. */
  public String mark() {
    return prefix + "mark";
  }

  /** Hash: a partner's access to its platform's API, sealed. */
  public String token(String partner) {
    return prefix + "{token:" + partner + "}";
  }

  /** String: who is renewing that access, for as long as that may take. */
  public String tokenLock(String partner) {
    return token(partner) + ":lock";
  }

  /**
   * Hash: the bucket of questions that may be asked at a partner's platform, and when it was so.
   */
  public String pace(String partner) {
    return prefix + "{pace:" + partner + "}";
  }

  /** Hash: order → the sessions that it was claimed for in one period, a zero byte between. */
  public String claims(String platform, long period) {
    return prefix + "{claimed:" + platform + "}:" + period;
  }

  /** Hash: share link → when it ends, and what it is. */
  public String shares() {
    return prefix + "{access}:shares";
  }

  /** Sorted set: log-ins that were taken back → when they would have ended. */
  public String revoked() {
    return prefix + "{access}:revoked";
  }

  /** String: grows whenever one of these two changes. */
  public String accessVersion() {
    return prefix + "{access}:version";
  }

  /**
   * Of a partner's receipts of one period; the bucket or {@code bytes} follows after a colon.
   * Hashes: digest of a delivery's id → what it was answered.
   */
  public String receipts(String partner, long period) {
    return prefix + "{receipts:" + partner + "}:" + period;
  }

  /** Hash: milestone of a board → when; and the epochs of the sessions that reached them. */
  public String milestones(String board) {
    return prefix + "{board:" + board + "}:milestones";
  }

  public OfSession session(String session) {
    return new OfSession(prefix + "{" + session + "}:");
  }

  public OfAudit audit() {
    return new OfAudit(prefix + "{audit}:");
  }

  /** The keys of the audit trail. */
  public record OfAudit(String base) {
    /** Hash: number and digest of the last line; cut and anchor, those of the last one cut off. */
    public String head() {
      return base + "head";
    }

    /** List, oldest first: lines of JSON. */
    public String lines() {
      return base + "lines";
    }
  }

  public OfQuarantine quarantine() {
    return new OfQuarantine(prefix + "{quarantine}:");
  }

  /** The keys of the quarantine. {@code scripts} rely on every key being {@code base + name}. */
  public record OfQuarantine(String base) {
    /** Hash: items, bytes and dropped by partner, e.g. {@code items:acme}. */
    public String sums() {
      return base + "sums";
    }

    /** Sorted set: ids of all items, oldest first. */
    public String index() {
      return base + "index";
    }

    /** Sorted set: ids of a partner's items, oldest first. */
    public String index(String partner) {
      return base + "index:" + partner;
    }

    /** Hash: one item. */
    public String item(String id) {
      return base + "item:" + id;
    }

    /** Sorted set, in the order of the text: what items wait for, a zero byte, their ids. */
    public String waiting() {
      return base + "waiting";
    }

    /** Hash: session → when it was last wiped, milliseconds since the epoch. */
    public String wiped() {
      return base + "wiped";
    }

    /** List, newest first: who dismissed what and why. */
    public String trail() {
      return base + "trail";
    }
  }

  /**
   * The keys of one session. {@code scripts} rely on every chunk being {@code base + chunk name}.
   */
  public record OfSession(String base) {
    /** Hash: epoch, version, and per chunk the version that last touched it. */
    public String head() {
      return base + "head";
    }

    /** Hash: order → state. */
    public String orders() {
      return base + "orders";
    }

    /** Hash: keyed hash of a buyer → number of paid orders. */
    public String buyers() {
      return base + "buyers";
    }

    /** Sets in buckets: keyed hashes of viewers. */
    public String viewers() {
      return base + "viewers";
    }

    /**
     * Sets in periods and buckets: digests of deliveries and of events that cannot be told apart by
     * a state.
     */
    public String seen() {
      return base + "seen";
    }

    /** Stream: one entry a commit, id {@code version-0}. */
    public String ledger() {
      return base + "ledger";
    }

    /**
     * Hash: from when to when moments are kept; their rows, streams and index follow after a colon.
     */
    public String moments() {
      return base + "moments";
    }

    /** Hash: to-do of a partner → time told, attempts, revision, why it is not done. */
    public String pending(String partner) {
      return base + "pending:" + partner;
    }

    /** Sorted set: to-do of a partner → when it is due, milliseconds since the epoch. */
    public String pendingDue(String partner) {
      return base + "pending-due:" + partner;
    }

    /** Sorted set: to-do of a partner → since when it waits, milliseconds since the epoch. */
    public String pendingSince(String partner) {
      return base + "pending-since:" + partner;
    }

    /** Hash or list of what is shown, see {@link Chunks}. */
    public String chunk(String chunk) {
      return base + chunk;
    }
  }
}
