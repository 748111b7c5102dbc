module.exports = require('./list.js')('all_lists');
