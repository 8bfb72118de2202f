// ?amounts=hidden: no sum of money is shown, on no page and in no use of the board. Numbers of orders, people and weight are.
// Asked once, when the page begins; whatever turns money into text asks here.

import { readSettings } from './settings.js';
import { say, sayMilestone } from './words.js';

export const HIDDEN = '•••';
const hidden = readSettings(globalThis.location?.search ?? '').amounts === 'hidden';

export const areHidden = () => hidden;

/** A sum of money as it may stand beside its text, in an attribute: not at all where amounts are hidden. */
export const toldExactly = (fen) => (hidden ? undefined : fen);

const MONEY = new Set(['gmvFen', 'netFen', 'refundFen', 'unattributedFen', 'averageOrder', 'perThousand']);
/** Whether the figure of this key is a sum of money. */
export const isMoney = (key) => MONEY.has(key);

/** What a milestone says; that of money without its amount. */
export function milestoneText({ kind, text = '' }, isHidden = hidden) {
  if (!isHidden) return sayMilestone(text);
  if (kind === 'gmv') return say('成交再上台阶');
  return kind === 'target' ? say('达成目标') : sayMilestone(text);
}
