// The page /report/{board}: next morning's paragraph, a poster for WeChat and a sheet to print, all of one reading.

import { el, shown, slot } from './dom.js';
import { carried, carryHome } from './settings.js';
import { present } from './time/archive.js';
import { factsOf } from './report/facts.js';
import { paragraph } from './report/paragraph.js';
import { SIZES, drawPoster, posterName } from './report/poster.js';
import { mountSheet } from './report/sheet.js';
import { say, sayPage } from './words.js';

sayPage();
const place = (id) => document.getElementById(id);
const boardPath = window.location.pathname.replace(/^\/report\//, '').replace(/\/$/, '');
const setParagraph = slot(place('paragraph'));
const setCopied = slot(place('copied'));
const setTrouble = slot(place('trouble'));
const showTrouble = shown(place('trouble'));
const sheet = mountSheet(place('sheet'));

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    setCopied(say('已复制'));
  } catch {
    // Without https there is no clipboard: it is selected, and the hand does the rest.
    const range = document.createRange();
    range.selectNodeContents(place('paragraph'));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    setCopied(say('已选中，请按 Ctrl+C 复制'));
  }
}

function posters(facts) {
  place('posters').replaceChildren(...Object.entries(SIZES).map(([kind, { name }]) => {
    const canvas = el('canvas', 'poster');
    canvas.dataset.kind = kind;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', say('战报 {0}，支付成交额 {1}', name, facts.money.text));
    drawPoster(canvas, facts, kind);
    const save = el('button', 'action', say('保存 {0}', name));
    save.type = 'button';
    save.addEventListener('click', () => canvas.toBlob((blob) => {
      const link = el('a');
      link.href = URL.createObjectURL(blob);
      link.download = posterName(facts, kind);
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }, 'image/png'));
    return el('figure', `poster-${kind}`, canvas, save);
  }));
}

async function load() {
  try {
    const frame = await present(boardPath);
    await Promise.all(['500', '600', '700'].map((weight) => document.fonts.load(`${weight} 40px "Barlow Condensed"`)));
    const facts = factsOf(frame);
    document.title = say('{0} · 战报', facts.title);
    const text = paragraph(facts);
    setParagraph(text);
    sheet.render(facts);
    posters(facts);
    place('copy').onclick = () => copy(text);
    place('review').href = carried(`/review/${boardPath}`);
    place('wall').href = carried(`/boards/${boardPath}`);
    showTrouble(false);
    document.body.dataset.ready = frame.version;
  } catch (failure) {
    setTrouble(say('取不到这个大屏的数据：{0}', failure.message));
    showTrouble(true);
  }
}

carryHome();
place('print').addEventListener('click', () => window.print());
place('again').addEventListener('click', load);
load();
