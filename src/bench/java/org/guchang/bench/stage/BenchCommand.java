package org.guchang.bench.stage;

import java.util.concurrent.Callable;

/** One benchmark: prints its figures and returns 0, or fails. */
public interface BenchCommand extends Callable<Integer> {}
