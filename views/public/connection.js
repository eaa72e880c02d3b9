// A page that follows a run says so when it hears nothing any more: what it shows may be old by then.
{
  const PATIENCE_MS = 5000;
  /** Elements whose events have stopped. */
  const silent = new Set();
  let timer;
  let notice;

  const isSilent = () => [...silent].some(({ isConnected }) => isConnected);

  const tell = (since) => {
    if (!isSilent()) return;
    notice = document.createElement('p');
    notice.className = 'warning disconnected';
    notice.role = 'status';
    const time = since.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
    notice.textContent = `No connection to the dashboard since ${time}; it is tried again.`;
    document.getElementById('main')?.prepend(notice);
  };

  document.addEventListener('htmx:sseError', ({ target }) => {
    silent.add(target);
    const since = new Date();
    timer ??= setTimeout(() => tell(since), PATIENCE_MS);
  });

  document.addEventListener('htmx:sseOpen', ({ target }) => {
    silent.delete(target);
    if (isSilent()) return;
    clearTimeout(timer);
    timer = undefined;
    notice?.remove();
  });
}
