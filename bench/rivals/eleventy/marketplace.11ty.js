module.exports = require('./list.js')('marketplace_lists');
