// Debian's Chromium without a network, and pages in it that tell what runs.
'use strict';
const fs = require('fs'), os = require('os'), path = require('path');
const {chromium} = require('playwright-core');

const program = process.env.CHROMIUM || '/usr/bin/chromium';

// follows: clicks lead where links lead; otherwise pages stay where they are. preferences: settings of the browser's user. more: what playwright
// may be told of a context besides, such as {javaScriptEnabled: false}. names: {host: address} besides 127.0.0.1.
async function openBrowser({follows = false, preferences, names = {}, ...more} = {}) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-browser-'));
  if (preferences) {
    fs.mkdirSync(path.join(profile, 'Default'));
    fs.writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  }
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program, headless: true, acceptDownloads: false, viewport: {width: 900, height: 700}, ...more,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
           '--disable-sync', '--disable-dev-shm-usage', '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows', '--no-default-browser-check', '--disable-extensions',
           `--host-resolver-rules=${Object.entries(names).map((pair) => `MAP ${pair.join(' ')} , `).join('')}MAP * ~NOTFOUND , EXCLUDE 127.0.0.1`],
  });
  if (!follows) await context.addInitScript({path: path.join(__dirname, 'page_watch.js')});
  context.setDefaultTimeout(30000);
  return {context, close: async () => { await context.close(); fs.rmSync(profile, {recursive: true, force: true}); }};
}

// A page; `strange` gets a line for each dialog, window, download, and request to somewhere else.
async function openPage(context, strange) {
  const page = await context.newPage();
  page.on('dialog', (dialog) => { strange.push(`a dialog: ${dialog.type()}`); dialog.dismiss().catch(() => {}); });
  page.on('popup', (popup) => { strange.push('a window'); popup.close().catch(() => {}); });
  page.on('download', () => strange.push('a download'));
  page.on('pageerror', (error) => strange.push(`a script failed: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('http://127.0.0.1:') && !url.startsWith('data:')) strange.push(`a request to ${url.slice(0, 80)}`);
  });
  return page;
}

module.exports = {openBrowser, openPage, program};
