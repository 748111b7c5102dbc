// A small generator of 32 bits (xorshift), so that a run can be had again on any machine. random(seed) gives a function: a
// whole number below its argument.
'use strict';

module.exports = function random(seed) {
  let state = (seed * 2654435761 + 1) >>> 0 || 1;
  return (below) => {
    state ^= state << 13; state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5; state >>>= 0;
    return state % below;
  };
};
