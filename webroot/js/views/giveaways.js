// What was given to viewers, the newest first.

import { data, el, flag, shown, slot, term } from '../dom.js';
import { hourMinute, instantOf, localMillis } from '../zone.js';
import { mountFeed } from './feed.js';
import { say } from '../words.js';

const ROWS = 8;

function createRow() {
  const time = el('time', 'num');
  const name = el('bdi', 'giveaway-name');
  const quantity = el('span', '');
  const node = el('li', 'giveaway-row', time, name, el('b', 'num', quantity, el('small', 'unit', say('份'))));
  const set = { id: data(node, 'id'), blank: flag(node, 'blank'), time: slot(time), name: slot(name), quantity: slot(quantity) };
  return {
    node,
    put(given, state) {
      set.blank(given === null);
      if (given === null) return;
      set.id(given.id);
      set.time(hourMinute(localMillis(instantOf(given.at), state.board.zone)));
      set.name(given.name ?? '');
      set.quantity(String(given.quantity ?? 0));
    },
  };
}

export function mount(root) {
  const list = el('ul', 'giveaway-list');
  const box = el('div', 'feed', list);
  const showBox = shown(box);
  const empty = el('p', 'empty', say('还没有发放福利'));
  const showEmpty = shown(empty);
  root.append(el('h2', 'heading', term('giveaways', say('福利'))), box, empty);
  const feed = mountFeed(list, ROWS, createRow);
  return {
    render(state) {
      showEmpty(!state.giveaways?.length);
      showBox(state.giveaways?.length > 0);
      feed(state.giveaways ?? null, state);
    },
    destroy: () => root.replaceChildren(),
  };
}
