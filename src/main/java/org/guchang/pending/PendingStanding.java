package org.guchang.pending;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.guchang.pending.PendingMeters.Backlog;
import org.jspecify.annotations.Nullable;

/** How the to-dos stood when they were last looked at. Any thread may ask. */
public final class PendingStanding {

  /**
   * One partner's.
   *
   * @param orders that wait for their amount
   * @param oldestMillis for how long the oldest of them has waited, 0 when there is none
   * @param asks whether its platform can be asked: the catalog says how
   * @param restsFor why the platform is left alone for now, null when it is not
   */
  public record OfPartner(
      String partner, long orders, long oldestMillis, boolean asks, @Nullable String restsFor) {}

  private volatile List<OfPartner> partners = List.of();

  /** In the order of the catalog; at most as old as the worker's survey. */
  public List<OfPartner> partners() {
    return partners;
  }

  /** The same for the ops door. */
  public JsonObject json() {
    JsonArray all = new JsonArray();
    for (OfPartner one : partners) {
      all.add(
          new JsonObject()
              .put("partner", one.partner())
              .put("orders", one.orders())
              .put("oldestSeconds", TimeUnit.MILLISECONDS.toSeconds(one.oldestMillis()))
              .put("asks", one.asks())
              .put("restsFor", one.restsFor()));
    }
    return new JsonObject().put("partners", all);
  }

  void tell(Map<String, Backlog> backlogs, Map<String, Desk> desks) {
    List<OfPartner> told = new ArrayList<>(backlogs.size());
    backlogs.forEach(
        (partner, backlog) -> {
          Desk desk = desks.get(partner);
          told.add(
              new OfPartner(
                  partner,
                  backlog.count(),
                  backlog.oldestMillis(),
                  desk != null,
                  desk == null ? null : desk.restsFor()));
        });
    partners = List.copyOf(told);
  }
}
