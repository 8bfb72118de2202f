// What is wrong with where things stand: texts over the edge of their panel, panels off the glass or upon each other,
// figures upon figures. Reads the page, changes nothing.

const isSeen = (node) => node.getClientRects().length > 0 && !node.closest('.blank');

/** Rows of a feed for which there is no room are clipped whole. */
function isClipped(node) {
  const [row, feed] = [node.closest('li'), node.closest('.feed')];
  return row !== null && feed !== null && row.getBoundingClientRect().top >= feed.getBoundingClientRect().bottom - 2;
}

const told = (node) => `${node.closest('section, header')?.id} .${node.className} "${node.textContent.slice(0, 24)}"`;
const upon = (a, b, depth = 0) => a.left < b.right - 1 && b.left < a.right - 1
  && a.top < b.bottom - 1 - depth * b.height && b.top < a.bottom - 1 - depth * a.height;

function pairs(items, test, say) {
  const found = [];
  items.forEach((a, i) => items.slice(i + 1).forEach((b) => { if (test(a, b)) found.push(say(a, b)); }));
  return found;
}

function overTheEdge(section, scrolls) {
  const edge = section.getBoundingClientRect();
  const found = [];
  if (!scrolls && (edge.bottom > innerHeight + 1 || edge.right > innerWidth + 1)) found.push(`${section.id} is off the glass`);
  for (const node of section.querySelectorAll('.num, .term, .stock, .aside, .tile, bdi, td, th, li, p, b')) {
    const box = node.getBoundingClientRect();
    // A name that its own box cuts with an ellipsis may be as long as it is.
    const cut = node.tagName === 'BDI' && getComputedStyle(node.parentElement).overflow === 'hidden';
    if (!isSeen(node) || isClipped(node) || box.width === 0) continue;
    const out = (!cut && box.right > edge.right + 1) || box.left < edge.left - 1 || box.bottom > edge.bottom + 1 || box.top < edge.top - 1;
    if (out) found.push(`over the edge: ${told(node)}`);
  }
  return found;
}

function faults() {
  const scrolls = document.documentElement.dataset.layout === 'phone';
  const page = document.documentElement;
  const found = [];
  if (page.scrollWidth > innerWidth) found.push(`the page is ${page.scrollWidth} wide`);
  if (!scrolls && page.scrollHeight > innerHeight) found.push(`the page is ${page.scrollHeight} high`);
  const sections = [...document.querySelectorAll('.panels section')].filter(isSeen);
  for (const section of sections) found.push(...overTheEdge(section, scrolls));
  const box = (node) => node.getBoundingClientRect();
  found.push(...pairs(sections, (a, b) => upon(box(a), box(b)), (a, b) => `${a.id} upon ${b.id}`));
  const figures = [...document.querySelectorAll('.panels :is(.num, .term, .stock, td), .top :is(.num, .age, .title)')]
    .filter((node) => isSeen(node) && !isClipped(node) && node.textContent.trim() !== '' && !node.querySelector('.num, .term'));
  found.push(...pairs(figures, (a, b) => !a.contains(b) && !b.contains(a) && upon(box(a), box(b), 0.35),
    (a, b) => `${told(a)} upon ${told(b)}`));
  return found;
}
