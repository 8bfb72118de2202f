package org.guchang.pending;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.guchang.ingest.Lookups;
import org.guchang.ingest.format.Reporter;
import org.guchang.redis.PendingStore;
import org.guchang.redis.PendingStore.Asked;
import org.guchang.redis.PendingStore.Place;

/** Keeps as to-dos what pushes leave out. Confined to the event loop of its store's link. */
public final class PendingLookups implements Lookups {
  private final PendingStore store;
  private final Consumer<Place> wake;

  /**
   * @param wake told where there is something to do now; must not block
   */
  public PendingLookups(PendingStore store, Consumer<Place> wake) {
    this.store = store;
    this.wake = wake;
  }

  @Override
  public Future<Void> keep(List<Due> due, Reporter reporter) {
    Map<Place, List<Asked>> byPlace = new LinkedHashMap<>();
    for (Due one : due) {
      ToDo todo = ToDo.of(one.lookup());
      byPlace
          .computeIfAbsent(
              new Place(one.session(), reporter.partner().id()), place -> new ArrayList<>())
          .add(new Asked(todo.field(), one.lookup().clue().at(), todo.lastCounts()));
    }
    List<Future<?>> added = new ArrayList<>(byPlace.size());
    byPlace.forEach(
        (place, asked) ->
            added.add(
                store
                    .add(place, reporter.receivedAt(), asked)
                    .onSuccess(count -> wake.accept(place))));
    return Future.all(added).mapEmpty();
  }
}
