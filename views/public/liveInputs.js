// A live update keeps what its reader has ticked, opened or is typing: the server does not know, so its page would undo it.
Object.assign(Idiomorph.defaults.callbacks, {
  beforeNodeMorphed(old, fresh) {
    // What a script has drawn.
    if (old instanceof Element && old.matches('.drawing.shown')) return false;
    if (!(old instanceof HTMLInputElement && fresh instanceof HTMLInputElement)) return;
    if (old.type === 'checkbox') fresh.checked = old.checked;
    else if (old.id === 'also' || old.id === 'bulk-tags' || old === document.activeElement)
      fresh.setAttribute('value', old.value);
  },
  // An opened part stays open.
  beforeAttributeUpdated(attribute, node) {
    return !(attribute === 'open' && node instanceof HTMLDetailsElement);
  },
  // A ticked row that another one pushes to the next page is still to be compared: its number goes into the text.
  beforeNodeRemoved(node) {
    if (!(node instanceof HTMLTableRowElement)) return;
    const ticked = node.querySelector('input[name=trials]:checked');
    const also = document.getElementById('also');
    if (ticked && also) also.value = [also.value, ticked.value].filter((text) => text !== '').join(',');
  },
});

// Enter in the tags gives them; without a script it would compare, as the form's first button does.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.target.id !== 'bulk-tags') return;
  event.preventDefault();
  event.target.form.requestSubmit(event.target.form.querySelector('button[value=tag]'));
});
