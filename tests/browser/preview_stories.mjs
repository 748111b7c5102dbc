// What tests have in common in which somebody looks at `onshelf preview` in a real browser: a folder for the site, checks, and the run.
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const require = createRequire(import.meta.url);
export const project = fileURLToPath(new URL('../../', import.meta.url));
process.env.ONSHELF ||= path.join(project, 'build/release/onshelf');
const {startPreview} = require('../support/preview.js');
const {openBrowser} = require('./chromium.js');

export const site = fs.mkdtempSync(path.join(os.tmpdir(), 'onshelf-stories-'));

let failures = 0;
export const check = (holds, words) => { if (!holds) { ++failures; console.log(words); } };

// Each story is a function of the browser's context and the preview's origin. Ends the process: 1 when a check did not hold.
export async function tell(stories, {options = [], width = 1440, started = () => {}} = {}) {
  try {
    const preview = await startPreview(site, options);
    const {context, close} = await openBrowser({follows: true, viewport: {width, height: 900}});
    try {
      started(preview);
      const first = await context.newPage();
      await first.goto(preview.address);  // the token becomes a cookie
      await first.close();
      for (const story of stories) await story(context, preview.origin);
    } finally {
      await close();
      await preview.stop();
      fs.rmSync(site, {recursive: true, force: true});
    }
  } catch (error) {
    console.log(error);
    process.exit(1);
  }
  console.log(`${failures} faults`);
  process.exit(failures ? 1 : 0);
}
