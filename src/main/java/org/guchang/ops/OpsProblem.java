package org.guchang.ops;

import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/** A request at the ops door that cannot be met. Thrown or failed with, the door answers it. */
public final class OpsProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final transient @Nullable JsonArray errors;

  /**
   * One sentence.
   *
   * @param title what kind of problem, the same whenever it occurs
   * @param detail what to do otherwise
   */
  public OpsProblem(int status, String title, String detail) {
    this(status, title, detail, null);
  }

  /**
   * Several at once.
   *
   * @param errors each with {@code where} and {@code detail}
   */
  public OpsProblem(int status, String title, String detail, @Nullable JsonArray errors) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.errors = errors;
  }

  /** 400: a parameter or the body is not what it has to be. */
  public static OpsProblem wrong(String what, String detail) {
    return new OpsProblem(400, "Wrong " + what, detail);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  @Nullable JsonArray errors() {
    return errors;
  }
}
