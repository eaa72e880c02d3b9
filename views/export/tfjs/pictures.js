/** Pictures of the user's own: chosen, dropped on the page or pasted. They stay in the page. */
(() => {
  /** Browsers have no larger canvas everywhere; larger pictures are made smaller first. */
  const MOST_PIXELS = 4096 * 4096;

  /** `take` gets a canvas with the picture and its name, `refuse` a sentence that says what is wrong. */
  globalThis.receivePictures = ({ input, take, refuse }) => {
    let latest = 0;

    async function open(files) {
      const file = files[0];
      if (!file) return;
      const mine = ++latest;
      try {
        const picture = await decode(file);
        if (mine === latest) take(picture, file.name);
      } catch {
        if (mine === latest) {
          refuse(
            `${file.name} cannot be read as a picture: choose a PNG, a JPEG or another file that this browser shows.`,
          );
        }
      }
    }

    input.addEventListener('change', async () => {
      await open([...input.files]);
      // The same file may be chosen again.
      input.value = '';
    });
    document.addEventListener('dragover', (event) => {
      if ([...event.dataTransfer.types].includes('Files')) event.preventDefault();
    });
    document.addEventListener('drop', (event) => {
      const files = [...event.dataTransfer.files];
      if (files.length === 0) return;
      event.preventDefault();
      open(files);
    });
    document.addEventListener('paste', (event) => open([...event.clipboardData.files]));
  };

  async function decode(file) {
    const address = URL.createObjectURL(file);
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const { naturalWidth, naturalHeight } = image;
      if (naturalWidth * naturalHeight === 0) throw new Error('It has no pixels.');
      const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (naturalWidth * naturalHeight)));
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.floor(naturalWidth * scale));
      canvas.height = Math.max(1, Math.floor(naturalHeight * scale));
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas;
    } finally {
      URL.revokeObjectURL(address);
    }
  }
})();
