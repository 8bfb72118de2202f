package org.guchang.bench;

import java.util.concurrent.Callable;

/** One benchmark: prints its figures and returns 0, or fails. */
interface BenchCommand extends Callable<Integer> {}
