package org.guchang.access;

import java.util.List;

/**
 * What a browser is given when it was let in, and shows again. It says no more than who it is for;
 * what that one may see is looked up each time.
 *
 * @param kind how it was let in
 * @param name of the user, or id of the share link
 * @param id of this very ticket, by which it is taken back
 * @param ends milliseconds since the epoch
 * @param proof of a user: of which password; of somebody an identity provider sent: of which one
 * @param values what an identity provider said of them, each {@code claim=value}
 */
public record Ticket(
    Kind kind, String name, String id, long ends, String proof, List<String> values) {

  /** How somebody was let in. */
  public enum Kind {
    PASSWORD,
    PROVIDER,
    SHARE
  }

  public Ticket {
    values = List.copyOf(values);
  }
}
