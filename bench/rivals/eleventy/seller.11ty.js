module.exports = require('./list.js')('seller_lists');
