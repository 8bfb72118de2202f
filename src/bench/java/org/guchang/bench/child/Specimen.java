package org.guchang.bench.child;

import java.util.Map;

/** What a child process runs; used by one thread, that of {@link Child}. */
interface Specimen {

  /** Starts it and returns facts such as its port. */
  Map<String, String> start(Map<String, String> options) throws Exception;

  /** Answers a question of its own in one line. */
  String answer(String question) throws Exception;

  /** Ends it, with whatever it started. */
  void stop() throws Exception;
}
