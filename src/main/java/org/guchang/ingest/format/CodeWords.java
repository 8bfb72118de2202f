package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** {@code {"code":0,"msg":"success"}}, and another code for failure. */
final class CodeWords implements Words {
  static final Words CODE_AND_MSG = new CodeWords();

  static final Reply SUCCESS = Reply.json(200, "{\"code\":0,\"msg\":\"success\"}");

  private CodeWords() {}

  @Override
  public Reply success() {
    return SUCCESS;
  }

  /**
   * With the HTTP status as well: whichever of the two the platform looks at, it sees a failure.
   */
  @Override
  public Reply failure(int status, String detail) {
    return Reply.json(
        status,
        JsonNodeFactory.instance.objectNode().put("code", status).put("msg", detail).toString());
  }
}
