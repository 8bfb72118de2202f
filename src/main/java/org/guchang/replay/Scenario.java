package org.guchang.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogLoader;
import org.guchang.config.CatalogProblems;

/**
 * An evening as a list of deliveries, made from a scenario file and a catalog. The same file and
 * catalog give the same bytes each time, so playing it again is answered with duplicates.
 *
 * @param session id
 * @param deliveries in the order in which they are due
 * @param expected what the board shows when all have been counted
 */
public record Scenario(
    String name, String session, List<ScriptedDelivery> deliveries, EveningTotals expected) {
  private static final String FOLDER = "/catalog/lvliang-2020/scenarios/";
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
  private static final ObjectReader READER =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readerFor(Script.class);

  /** The names of the bundled scenarios. */
  public static final List<String> BUNDLED = List.of("jiaocheng", "wenshui");

  /**
   * Loads a scenario with the bundled catalog.
   *
   * @param nameOrFile a name of {@link #BUNDLED}, or a file
   */
  public static Scenario load(String nameOrFile) throws ScenarioProblem {
    try {
      // whoever plays the bundled sessions needs no secret of the environment
      return load(nameOrFile, CatalogLoader.load(null, Map.of()));
    } catch (CatalogProblems e) {
      throw new ScenarioProblem(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Loads a scenario.
   *
   * @param nameOrFile a name of {@link #BUNDLED}, or a file
   * @param catalog where its session and products are
   */
  public static Scenario load(String nameOrFile, Catalog catalog) throws ScenarioProblem {
    boolean bundled = NAME.matcher(nameOrFile).matches() && BUNDLED.contains(nameOrFile);
    try (InputStream in =
        bundled ? bundled(nameOrFile) : Files.newInputStream(Path.of(nameOrFile))) {
      Script script = READER.readValue(in);
      Missing.check("", script);
      return play(nameOrFile, Stage.of(script, catalog));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new ScenarioProblem(nameOrFile + ":" + line + ": " + e.getOriginalMessage());
    } catch (ScenarioProblem e) {
      throw new ScenarioProblem(nameOrFile + ": " + e.getMessage());
    } catch (IOException e) {
      throw new ScenarioProblem(
          nameOrFile + " is neither a scenario file nor one of " + String.join(", ", BUNDLED));
    }
  }

  private static InputStream bundled(String name) throws IOException {
    InputStream in = Scenario.class.getResourceAsStream(FOLDER + name + ".yaml");
    if (in == null) {
      throw new IOException(name);
    }
    return in;
  }

  private static Scenario play(String name, Stage stage) throws ScenarioProblem {
    List<ScriptedOrder> orders = new OrderBook(stage).write();
    List<ScriptedEvent> events = new ArrayList<>(new Audience(stage).watch());
    events.addAll(new OrderLives(stage, orders).tell());
    events.addAll(new Chatter(stage).hear(orders));
    return new Scenario(
        name, stage.session().id(), new Postbag(stage).pack(events), stage.script().expect());
  }

  /** Events of all deliveries, repeated ones as often as they are sent. */
  public long events() {
    return deliveries.stream().mapToLong(ScriptedDelivery::events).sum();
  }
}
