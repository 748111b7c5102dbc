// The files below a place, in the order of their names; a file is itself.
'use strict';
const fs = require('fs'), path = require('path');

module.exports = function* files(place) {
  if (!fs.statSync(place).isDirectory()) return yield place;
  for (const entry of fs.readdirSync(place).sort()) yield* files(path.join(place, entry));
};
