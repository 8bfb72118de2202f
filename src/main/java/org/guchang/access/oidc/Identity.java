package org.guchang.access.oidc;

import java.util.Set;

/** Somebody whom the identity provider has made sure of, for this very visit. */
public final class Identity {
  private final Claims claims;

  Identity(Claims claims) {
    this.claims = claims;
  }

  /** For people and for the log; it is no proof of anything. */
  public String name() {
    return claims.name();
  }

  /**
   * What a claim of the identity token holds; none when it is not there.
   *
   * @param claim its name, such as {@code groups}, or the way to it, such as {@code
   *     realm_access.roles}
   */
  public Set<String> values(String claim) {
    return claims.values(claim);
  }
}
