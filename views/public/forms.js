// A form that changes something is sent without leaving its page: one press of Back leads to the page before, not to
// the same page as it was before the change. Without a script, the browser sends it as it sends any form.

/** Forms whose answer is awaited: a second click changes nothing twice. */
const sentForms = new WeakSet();

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  const method = submitter?.getAttribute('formmethod') ?? form.getAttribute('method');
  if (method !== 'post') return;
  event.preventDefault();
  if (sentForms.has(form)) return;
  sentForms.add(form);
  sendForm(form, submitter).finally(() => sentForms.delete(form));
});

async function sendForm(form, submitter) {
  const fields = new FormData(form);
  if (submitter?.name) fields.append(submitter.name, submitter.value);
  const body = form.enctype === 'multipart/form-data' ? fields : new URLSearchParams(fields);
  const action = submitter?.getAttribute('formaction') ?? form.getAttribute('action');
  try {
    const answer = await fetch(action, { method: 'POST', body });
    tabHasChanged(true);
    if (answer.redirected) followForm(form, new URL(answer.url));
    else showAnswer(await answer.text());
  } catch {
    const problem = document.createElement('p');
    problem.className = 'warning';
    problem.role = 'alert';
    problem.textContent = 'The dashboard does not answer. Is it still running? What you wrote is still here.';
    form.querySelector('[role=alert]')?.remove();
    form.prepend(problem);
  }
}

/** Goes to the page that the answer names. A page that only asked whether to do it is done with. */
function followForm(form, { href, pathname, search }) {
  if (pathname === location.pathname && search === location.search) {
    // A browser would write into the fields again what was typed before, and tick what was ticked. A live update may
    // have put another form in the place of the one that was sent.
    form.reset();
    if (form.matches('.selection'))
      for (const ticks of document.querySelectorAll('.selection')) untick(ticks);
    location.reload();
  } else if (form.dataset.asks !== undefined) location.replace(href);
  else location.assign(href);
}

/** A live update makes what was typed beside the rows the default, to which a reset would lead back. */
function untick(form) {
  for (const input of form.querySelectorAll('input')) {
    if (input.type === 'checkbox') input.checked = input.defaultChecked = false;
    else input.value = input.defaultValue = '';
  }
}

/** Shows a page that answers in place of a redirection: a refusal, or what a network says to a picture. */
function showAnswer(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  document.title = page.title;
  document.body.replaceChildren(...page.body.childNodes);
  htmx.process(document.body);
  scrollTo(0, 0);
  document.getElementById('main')?.focus();
}

/** Whether a form of this tab was answered, since it was opened; a browser that keeps nothing says no. */
function tabHasChanged(changes = false) {
  try {
    if (changes) sessionStorage.setItem('changed', 'yes');
    return sessionStorage.getItem('changed') !== null;
  } catch {
    return false;
  }
}

// Browsers go back to a page as it was, which a change may have made wrong.
addEventListener('pageshow', ({ persisted }) => {
  const [{ type }] = performance.getEntriesByType('navigation');
  if ((persisted || type === 'back_forward') && tabHasChanged()) location.reload();
});

// A change can be undone for a minute: the offer goes with it, so that it does not stand above the page for longer.
for (const line of document.querySelectorAll('.undo')) setTimeout(() => line.remove(), 60_000);

// The choice of colours is a link, which would leave the same page in the history, too.
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('.theme a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  fetch(link.href).then(
    () => {
      tabHasChanged(true);
      location.reload();
    },
    () => location.assign(link.href),
  );
});
