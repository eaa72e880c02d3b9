// A live update keeps the rows that are ticked: the server does not know them, so its page would untick them.
Idiomorph.defaults.callbacks.beforeNodeMorphed = (old, fresh) => {
  if (old instanceof HTMLInputElement && old.type === 'checkbox' && fresh.type === 'checkbox')
    fresh.checked = old.checked;
};
