package org.guchang.pending.api;

/** Makes a partner's tokens. */
interface TokensOf {

  /**
   * @param secret of the app, which seals what is kept
   */
  Tokens make(Tokens.Seed seed, String secret, Tokens.Source source);
}
