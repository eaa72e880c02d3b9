// A live update keeps what its reader has ticked or is typing: the server does not know, so its page would undo it.
Idiomorph.defaults.callbacks.beforeNodeMorphed = (old, fresh) => {
  if (!(old instanceof HTMLInputElement && fresh instanceof HTMLInputElement)) return;
  if (old.type === 'checkbox') fresh.checked = old.checked;
  else if (old === document.activeElement) fresh.value = old.value;
};
