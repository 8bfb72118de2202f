// The lines of single platforms on the trend: told apart by colour and by dash, each named at its end.

const LOOKS = [['--grain', []], ['--water', [8, 4]], ['--jade', [2, 4]], ['--brick', [12, 4, 2, 4]], ['--ink', [4, 4]]];

export function platformSeries(lines, { px, token }) {
  return [{}, ...lines.map((line, i) => {
    const [colour, dash] = LOOKS[i % LOOKS.length];
    return { label: line.name, stroke: token(colour), dash: dash.map((length) => (length * px) / 12), width: Math.max(2, px / 7), points: { show: false } };
  })];
}

/** Names at the right end, pushed apart where lines end together. */
export function drawNames(chart, lines, { px }) {
  const { ctx: pen, bbox } = chart;
  const ratio = globalThis.devicePixelRatio || 1;
  const line = px * ratio * 1.15;
  const ends = lines.map(({ name, yuan }, i) => ({ name, colour: chart.series[i + 1].stroke(), y: chart.valToPos(yuan[yuan.length - 1] ?? 0, 'y', true) }))
    .filter(({ y }) => Number.isFinite(y)).sort((a, b) => a.y - b.y);
  let free = bbox.top;
  for (const end of ends) {
    end.y = Math.max(end.y, free);
    free = end.y + line;
  }
  const over = Math.max(0, free - line - (bbox.top + bbox.height));
  pen.save();
  pen.font = `500 ${px * ratio}px "Noto Sans CJK SC", sans-serif`;
  pen.textAlign = 'right';
  pen.textBaseline = 'middle';
  for (const { name, colour, y } of ends) {
    pen.fillStyle = colour;
    pen.fillText(name, bbox.left + bbox.width - px * ratio * 0.3, y - over);
  }
  pen.restore();
}
