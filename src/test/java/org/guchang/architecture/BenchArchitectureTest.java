package org.guchang.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room of the benchmarks may know which. */
@AnalyzeClasses(packages = "org.guchang.bench")
final class BenchArchitectureTest {

  @ArchTest
  static final ArchRule rooms_know_each_other_one_way =
      slices()
          .matching("org.guchang.bench.(*)..")
          .should()
          .beFreeOfCycles()
          .because("what a run stands on knows nothing of the runs");
}
