// The pages of the other languages: each is put together, of pieces that several have, when its language is chosen first.
const {pieces, pages} = JSON.parse(document.getElementById('pages').textContent);

function show() {
  const chosen = document.querySelector('[name="language"]:checked');
  chosen.nextElementSibling.scrollIntoView({block: 'nearest', inline: 'center'});
  const frame = document.querySelector(`.view.${chosen.value} iframe[data-page]`);
  if (!frame) return;
  frame.srcdoc = pages[frame.dataset.page].map((part) => typeof part === 'number' ? pieces[part] : part).join('');
  frame.removeAttribute('data-page');
}

addEventListener('change', show);
// A browser that comes back to the file chooses what was chosen before.
addEventListener('pageshow', show);
