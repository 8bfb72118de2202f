// What the viewers say. The words are theirs and only ever text; of the nickname the first character stays.

import { data, el, flag, shown, slot, term } from '../dom.js';
import { mountFeed } from './feed.js';
import { say } from '../words.js';

const ROWS = 8;

/** 山里人家 → 山** */
export function masked(nickname) {
  const first = [...String(nickname ?? '')].find((c) => c.trim() !== '');
  return first ? `${first}**` : say('观众');
}

function createRow() {
  const platform = el('span', 'comment-platform');
  const nickname = el('bdi', 'comment-nickname');
  const text = el('bdi', 'comment-text');
  const node = el('li', 'comment-row', el('small', 'comment-by', platform, ' · ', nickname), text);
  const set = { id: data(node, 'id'), blank: flag(node, 'blank'), platform: slot(platform), nickname: slot(nickname), text: slot(text) };
  return {
    node,
    put(comment, state) {
      set.blank(comment === null);
      if (comment === null) return;
      set.id(comment.id);
      set.platform(state.platforms?.[comment.platform]?.name ?? comment.platform ?? '');
      set.nickname(masked(comment.nickname));
      set.text(String(comment.text ?? ''));
    },
  };
}

export function mount(root) {
  const list = el('ul', 'comment-list');
  const box = el('div', 'feed', list);
  const showBox = shown(box);
  const empty = el('p', 'empty', say('还没有弹幕'));
  const showEmpty = shown(empty);
  root.append(el('h2', 'heading', term('comments', say('弹幕'))), box, empty);
  const feed = mountFeed(list, ROWS, createRow);
  return {
    render(state) {
      showEmpty(!state.comments?.length);
      showBox(state.comments?.length > 0);
      feed(state.comments ?? null, state);
    },
    destroy: () => root.replaceChildren(),
  };
}
