package org.guchang.privacy;

import java.security.SecureRandom;
import java.util.Base64;
import org.guchang.ingest.format.PersonHash;

/**
 * Which number stands from now on for a person who is forgotten: one that nobody can make of the
 * platform's id again, whoever has the privacy key. The same person has the same number all through
 * what is changed, so that they are still counted once. Pure, confined to one thread.
 *
 * <p>Substitutes are less, unsigned, than all but one in 4,096 of the numbers people have: as of
 * two buyers of an order the lesser is kept, a report that comes again does not bring the forgotten
 * one back. Two of a million people share one with a chance of 1 in 9,000.
 */
abstract class Substitutes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  /** Bits by which a substitute is shorter than a number. */
  private static final int SHORTER = 12;

  /** The number for this one; its own when it is not forgotten. 0, which is nobody, stays so. */
  abstract long of(long person);

  /** Whether this one is forgotten. */
  boolean forgets(long person) {
    return person != 0 && of(person) != person;
  }

  /** Whether nobody is kept. */
  abstract boolean isEverybody();

  /** For everybody: by a secret that ends with this object. */
  static Substitutes forEverybody() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    PersonHash hash = new PersonHash(Base64.getEncoder().encodeToString(secret));
    return new Substitutes() {
      @Override
      long of(long person) {
        return person == 0 ? 0 : Math.max(1, hash.of("", Long.toString(person)) >>> SHORTER);
      }

      @Override
      boolean isEverybody() {
        return true;
      }
    };
  }

  /**
   * For one of them.
   *
   * @param forgotten never 0
   */
  static Substitutes forOne(long forgotten) {
    long substitute = forgotten;
    while (substitute == forgotten || substitute == 0) {
      substitute = RANDOM.nextLong() >>> SHORTER;
    }
    long chosen = substitute;
    return new Substitutes() {
      @Override
      long of(long person) {
        return person == forgotten ? chosen : person;
      }

      @Override
      boolean isEverybody() {
        return false;
      }
    };
  }
}
