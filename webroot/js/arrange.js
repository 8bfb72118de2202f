// Which panels a board shows, and where: its own list from the catalog, or the page's order of importance. Pure.

/** These two stand with the sum, not in a panel of their own; there is no room for them where eyes are far away (layouts.css). */
export const WITH_THE_SUM = ['funnel', 'figures'];

const ORDER = ['trend', 'platforms', 'ranking'];
const BY_KIND = {
  campaign: ['counties', 'ticker', 'comments'],
  county: ['towns', 'enterprises', 'ticker', 'comments'],
  session: ['towns', 'enterprises', 'ticker', 'comments'],
};

/** How many panels there is room for. Those last in the list are left out; a phone scrolls and leaves out none. */
const ROOM = {
  near: { wall: 8, wide: 8, upright: 7, phone: Infinity },
  far: { wall: 2, wide: 3, upright: 2, phone: Infinity },
  hall: { wall: 0, wide: 1, upright: 1, phone: Infinity },
};

const HOST = ['comments', 'hot', 'stocks', 'next'];

/** @returns {{panels: string[], beside: string[]}} panels in the order of their places; what stands with the sum */
export function arrange(board, { layout, reach, use }) {
  if (use === 'host') return { panels: HOST, beside: [] };
  const asked = Array.isArray(board.panels) && board.panels.length > 0 ? board.panels
    : [...WITH_THE_SUM, ...ORDER, ...(BY_KIND[board.kind] ?? BY_KIND.session)];
  const panels = asked.filter((name) => !WITH_THE_SUM.includes(name)).slice(0, ROOM[reach][layout]);
  return { panels, beside: asked.filter((name) => WITH_THE_SUM.includes(name)) };
}
