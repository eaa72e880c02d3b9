// The filter completes the condition that is being typed; without a script, its list has whole filters alone.
for (const input of document.querySelectorAll('#where[list]')) {
  const words = [...input.list.options].map(({ value }) => value);
  input.addEventListener('input', () => {
    const [, before, typed] = /^(.*(?:\b(?:and|or|not)\s|\()\s*|\s*)(.*)$/is.exec(input.value);
    const wanted = typed.toLowerCase();
    const found = words.filter((word) => word.toLowerCase().includes(wanted));
    input.list.replaceChildren(...found.map((word) => new Option('', before + word)));
  });
}
