module.exports = require('./list.js')('category_lists');
