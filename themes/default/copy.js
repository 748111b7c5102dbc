// Copies a page's own address. Without this script, or where the browser lets nobody write to the clipboard, there is no button.

const button = document.querySelector('.copy-link'), said = button?.nextElementSibling;

async function copy() {
  let words = button.dataset.copied;
  try { await navigator.clipboard.writeText(button.dataset.address); } catch { words = button.dataset.failed; }
  // Said again when it is pressed again.
  said.textContent = '';
  requestAnimationFrame(() => { said.textContent = words; });
}

if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener('click', copy);
}
