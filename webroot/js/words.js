// Which language the wall speaks. What stands in the code is Chinese; ?lang=en puts the English of english.js in its place.
// Names and titles are the catalog's and stay as they are.

import { ENGLISH, englishMilestone } from './english.js';
import { readSettings } from './settings.js';

const english = readSettings(globalThis.location?.search ?? '').lang === 'en';

export const isEnglish = () => english;

/** The words for `chinese`, with what belongs at {0}, {1} …. */
export function say(chinese, ...parts) {
  const text = english ? ENGLISH[chinese] ?? chinese : chinese;
  if (parts.length === 0) return text;
  const said = text.replace(/\{(\d)\}/g, (_, i) => parts[i]);
  // a unit without a size before it: "{0} orders"
  return text.startsWith('{') ? said.trimStart() : said;
}

/** What the server says of a milestone, in this language. */
export const sayMilestone = (text) => (english ? englishMilestone(text) : text);

/** Puts what stands in the page itself into this language: its texts and the names of its parts. */
export function sayPage(page = document) {
  if (!english) return;
  page.documentElement.lang = 'en';
  const texts = page.createTreeWalker(page.documentElement, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data } = texts.currentNode;
    if (Object.hasOwn(ENGLISH, data)) texts.currentNode.data = ENGLISH[data];
  }
  for (const node of page.querySelectorAll('[aria-label]')) {
    const label = node.getAttribute('aria-label');
    if (Object.hasOwn(ENGLISH, label)) node.setAttribute('aria-label', ENGLISH[label]);
  }
}
