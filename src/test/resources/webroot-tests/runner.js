// Runs every case in this browser. The report is text, one line a case: "ok name" or "FAILED name: why".

const MODULES = ['format', 'store', 'derive', 'freshness', 'socket', 'views', 'shapes', 'trend', 'newer', 'words'];

const lines = [];
for (const name of MODULES) {
  const { cases } = await import(`/webroot-tests/${name}.test.js`);
  for (const [title, run] of cases) {
    try {
      await run();
      lines.push(`ok ${name}: ${title}`);
    } catch (failure) {
      lines.push(`FAILED ${name}: ${title}: ${failure.message}`);
    }
  }
}
const report = document.getElementById('report');
report.textContent = lines.join('\n');
report.dataset.done = 'true';
