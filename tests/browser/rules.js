// What no page may do, asked inside the page; each rule returns what is wrong.
'use strict';

/** What stands out of the window sideways, unless a box around it scrolls or cuts. */
function sideways() {
  const width = document.documentElement.clientWidth;
  const faults = [];
  if (document.documentElement.scrollWidth > width) faults.push(`page is ${document.documentElement.scrollWidth} wide`);
  for (const e of document.querySelectorAll('body *')) {
    const box = e.getBoundingClientRect();
    if (!box.width || !box.height || (box.right <= width + 1 && box.left >= -1)) continue;
    let held = false;
    for (let up = e; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowX !== 'visible' && up !== e || style.clipPath !== 'none' || style.position === 'absolute' && box.bottom < 0) held = true;
    }
    if (!held) faults.push(`${e.tagName}.${e.getAttribute('class')} ${Math.round(box.left)}–${Math.round(box.right)} of ${width}: ${e.textContent.trim().slice(0, 30)}`);
  }
  return faults.slice(0, 5);
}

/** Text that is cut off, and columns too narrow to read. */
function cut() {
  const faults = [];
  for (const e of document.querySelectorAll('main *, header *, footer *')) {
    const style = getComputedStyle(e);
    if (style.overflow === 'hidden' && !e.closest('.vh, thead') && e.scrollWidth > e.clientWidth + 1) faults.push(e.className);
  }
  for (const e of document.querySelectorAll('th, td')) {
    const style = getComputedStyle(e);
    const width = e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (e.checkVisibility() && style.whiteSpace !== 'nowrap' && /\p{Script=Han}{6}/u.test(e.innerText) && !e.querySelector('.vh') && width < 3.5 * parseFloat(style.fontSize)) {
      faults.push(`a column ${Math.round(width)} wide: ${e.innerText.slice(0, 30)}`);
    }
  }
  return faults.slice(0, 5);
}

module.exports = { sideways, cut };
