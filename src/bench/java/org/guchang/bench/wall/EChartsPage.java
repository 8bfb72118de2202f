package org.guchang.bench.wall;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;

/**
 * The usual way of building such a screen: eight ECharts panels, drawn anew with every frame. It
 * has the wall's own socket and store, so that only the drawing differs. Its bars and lines move to
 * their new values as they do when nobody says otherwise, or jump, which is cheaper; what the wall
 * shows moves.
 */
final class EChartsPage {
  private static final String PATH = "/bench/echarts.html";
  private static final String LIBRARY = "/bench/echarts.min.js";

  private static final String HTML =
      """
      <!doctype html><meta charset="utf-8"><title>ECharts</title>
      <style>
        body { margin: 0; display: grid; grid: repeat(2, 540px) / repeat(4, 480px); background: #14130f; }
      </style>
      <body></body>
      <script src="/bench/echarts.min.js"></script>
      <script type="module">
        import { connect } from '/js/socket.js';
        import { createStore } from '/js/store.js';
        const store = createStore();
        const panel = (option) => {
          const place = document.body.appendChild(document.createElement('div'));
          const chart = echarts.init(place, 'dark');
          chart.setOption({ animation: ANIMATION, ...option({ totals: {}, minutes: {}, platforms: {}, products: {} }) });
          return (state) => chart.setOption({ animation: ANIMATION, ...option(state) });
        };
        const minutes = (key) => ({ minutes: map = {} }) => {
          const at = Object.keys(map).sort();
          return {
            xAxis: { type: 'category', data: at }, yAxis: {},
            series: [{ type: 'line', areaStyle: {}, data: at.map((minute) => map[minute][key] ?? 0) }],
          };
        };
        const bars = (part, key, most) => (state) => {
          const rows = Object.values(state[part] ?? {}).sort((a, b) => (b[key] ?? 0) - (a[key] ?? 0)).slice(0, most);
          return {
            xAxis: {}, yAxis: { type: 'category', inverse: true, data: rows.map((row) => row.name) },
            series: [{ type: 'bar', label: { show: true }, data: rows.map((row) => row[key] ?? 0) }],
          };
        };
        const pie = (part, key) => (state) => ({
          series: [{ type: 'pie', data: Object.values(state[part] ?? {}).map((row) => ({ name: row.name, value: row[key] ?? 0 })) }],
        });
        const gauge = ({ totals = {}, board }) => ({
          series: [{ type: 'gauge', max: (board?.target?.gmvFen ?? 100) / 100, data: [{ value: (totals.gmvFen ?? 0) / 100, name: '支付成交额' }] }],
        });
        const funnel = ({ totals = {} }) => ({
          series: [{ type: 'funnel', data: ['views', 'clicks', 'placed', 'orders'].map((name) => ({ name, value: totals[name] ?? 0 })) }],
        });
        const panels = [
          gauge, minutes('gmvFen'), minutes('orders'), bars('products', 'gmvFen', 12), bars('platforms', 'gmvFen', 12),
          pie('platforms', 'gmvFen'), pie('towns', 'gmvFen'), funnel,
        ].map(panel);
        let due = false;
        const draw = () => {
          due = false;
          for (const render of panels) render(store.state);
          document.body.dataset.drawn = store.version;
        };
        connect({
          url: `ws://${location.host}/ws/boards/BOARD`,
          accept: (frame) => (frame.kind === 'beat' ? 'ignored' : store.apply(frame)),
          onOpen: store.expectSnapshot,
          onState: () => {
            if (store.state === null || due) return;
            due = true;
            requestAnimationFrame(draw);
          },
        });
      </script>
      """;

  private EChartsPage() {}

  /** Opens it at the screen door's own origin, whatever the door itself has there. */
  static void open(Page page, String origin, String board, String library, boolean animated) {
    String html = HTML.replace("BOARD", board).replace("ANIMATION", Boolean.toString(animated));
    answer(page, origin + LIBRARY, "text/javascript", library);
    answer(page, origin + PATH, "text/html; charset=utf-8", html);
    // a page that no server sent counts as far away, and may not reach what is near
    page.context().grantPermissions(List.of("local-network-access"));
    page.navigate(origin + PATH);
    page.waitForSelector("body[data-drawn]");
  }

  private static void answer(Page page, String url, String type, String body) {
    page.route(
        url, route -> route.fulfill(new Route.FulfillOptions().setContentType(type).setBody(body)));
  }
}
