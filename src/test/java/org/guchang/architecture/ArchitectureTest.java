package org.guchang.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** Which room of the house may know which. */
@AnalyzeClasses(packages = "org.guchang", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String[] HTTP = {"io.vertx.core.http..", "io.vertx.ext.web.."};

  /** The two outside the redis package that speak to Redis, with their inner classes. */
  private static final String TALK_TO_REDIS =
      "org\\.guchang\\.(ledger\\.RedisLedger|board\\.RedisSessionReader)(\\$.*)?";

  private static final String MAIN = "org\\.guchang\\.Main(\\$.*)?";

  @ArchTest
  static final ArchRule event_is_plain_java =
      noClasses()
          .that()
          .resideInAPackage("org.guchang.event..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.vertx..", "io.netty..", "com.fasterxml..", "tools.jackson..", "redis.."))
          .because("the domain's rules are tested without Vert.x, Redis or JSON")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule event_knows_no_other_room =
      noClasses()
          .that()
          .resideInAPackage("org.guchang.event..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.guchang..").and(not(resideInAPackage("org.guchang.event.."))))
          .because("every room knows the domain, the domain knows none")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule the_core_knows_nothing_of_http =
      noClasses()
          .that()
          .resideInAnyPackage("org.guchang.event..", "org.guchang.ledger..", "org.guchang.board..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(HTTP))
          .because("what is counted and shown does not depend on the door it came through")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule few_know_the_redis_client =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.guchang.redis..")
          .and()
          .haveNameNotMatching(TALK_TO_REDIS)
          .should()
          .dependOnClassesThat(resideInAPackage("io.vertx.redis.."))
          .because("Redis is reached through the redis package, the ledger and the session reader")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothing_knows_the_application =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.guchang.app..")
          .and()
          .haveNameNotMatching(MAIN)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.guchang.app..")
          .because("app wires the rooms; a room that knows it cannot be built alone")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule one_log =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..")
          .because("the log is slf4j's");

  @ArchTest
  static final ArchRule only_the_command_line_prints =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.guchang.cli..")
          .and()
          .haveNameNotMatching(MAIN)
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .because("what a room has to say goes to the log")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule every_meter_is_in_the_table =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.guchang.ops.Meter")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("io\\.micrometer\\.core\\.instrument\\.[A-Za-z]+\\$Builder")
          .because(
              "a meter that is not in the table is on no dashboard, and nobody bounds its labels");

  @ArchTest
  static final ArchRule rooms_have_names =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..common..", "..misc..", "..impl..", "..manager..", "..helper..")
          .because("a package is a noun of the domain");

  @ArchTest
  static final ArchRule no_room_needs_itself =
      slices()
          .matching("org.guchang.(*)..")
          .should()
          .beFreeOfCycles()
          .because("what enters by ingest leaves by screen, in one straight line")
          .allowEmptyShould(true);
}
