// What a script adds to a leaderboard's toolbar and table: search and order of columns, saved views, arrow keys.

const made = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

for (const form of document.querySelectorAll('.columns-form')) {
  const list = form.querySelector('ul');
  const find = made('input', { type: 'search', className: 'find-column', placeholder: 'Find a column' });
  find.setAttribute('aria-label', 'Find a column');
  find.autocomplete = 'off';
  find.addEventListener('input', () => {
    const wanted = find.value.trim().toLowerCase();
    for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
  // Enter would send the form, though its reader only searches.
  find.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
  list.before(find);
  for (const item of list.children) item.append(handleOf(item));
}

/** A grip that moves a column up or down: dragged, or by the arrow keys. The form sends the columns in their order. */
function handleOf(item) {
  const handle = made('button', { type: 'button', className: 'handle', textContent: '⠿' });
  handle.setAttribute('aria-label', `Move ${item.textContent.trim()}, by the arrow keys too`);
  handle.addEventListener('keydown', (event) => {
    const other = { ArrowUp: item.previousElementSibling, ArrowDown: item.nextElementSibling }[event.key];
    if (!other) return;
    event.preventDefault();
    other[event.key === 'ArrowUp' ? 'before' : 'after'](item);
    handle.focus();
  });
  handle.addEventListener('pointerdown', (event) => drag(item, event.pointerId));
  return handle;
}

/** Moves an item with a pointer. Its list captures the pointer: an element that moves in the tree would let go of it. */
function drag(item, pointer) {
  const list = item.parentElement;
  const move = ({ clientX, clientY }) => {
    const over = document.elementFromPoint(clientX, clientY)?.closest('li');
    if (!over || over === item || over.parentElement !== list) return;
    const { top, height } = over.getBoundingClientRect();
    over[clientY < top + height / 2 ? 'before' : 'after'](item);
  };
  list.setPointerCapture(pointer);
  list.addEventListener('pointermove', move);
  item.classList.add('moving');
  const end = () => {
    list.removeEventListener('pointermove', move);
    item.classList.remove('moving');
  };
  list.addEventListener('lostpointercapture', end, { once: true });
}

/** Views of a page, kept by this browser under the panel's key: names with queries of addresses. */
function savedViews(panel) {
  const { key } = panel.dataset;
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
      return kept && typeof kept === 'object' ? kept : {};
    } catch {
      return {};
    }
  };
  const write = (views) => localStorage.setItem(key, JSON.stringify(views));
  const name = made('input', { id: 'view-name', required: true, maxLength: 80, autocomplete: 'off' });
  const form = made(
    'form',
    { className: 'buttons' },
    made('label', { htmlFor: 'view-name', textContent: 'Save this view as' }),
    name,
    made('button', { textContent: 'Save' }),
  );
  const list = made('ul', { className: 'views' });
  const show = () => {
    const views = Object.entries(read()).filter(([, query]) => /^(\?|$)/.test(query));
    list.replaceChildren(
      ...views.map(([title, query]) => {
        const link = made('a', { href: location.pathname + query, textContent: title });
        if (query === location.search) link.setAttribute('aria-current', 'true');
        const remove = made('button', { type: 'button', textContent: '×' });
        remove.setAttribute('aria-label', `Remove the view ${title}`);
        remove.addEventListener('click', () => {
          const { [title]: _, ...others } = read();
          write(others);
          show();
        });
        return made('li', {}, link, remove);
      }),
    );
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const title = name.value.trim();
    if (title === '') return;
    write({ ...read(), [title]: location.search });
    name.value = '';
    show();
  });
  panel.prepend(form, list);
  show();
}
for (const panel of document.querySelectorAll('#views-panel')) savedViews(panel);

// Links of cells are no tab stops: the arrow keys go from cell to cell.
document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  const cell = step && target.closest?.('table.rows td, table.rows th');
  if (!cell) return;
  const rows = [...cell.closest('table').rows].filter((row) => row.cells.length > 1);
  let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex];
  for (;;) {
    row += step[0];
    column += step[1];
    const next = rows[row]?.cells[column];
    if (!next) return;
    const goal = next.querySelector('a, input');
    if (!goal) continue;
    goal.focus();
    event.preventDefault();
    return;
  }
});
