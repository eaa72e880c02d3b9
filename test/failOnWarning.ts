/** Every Node warning (deprecations, unclosed handles, too many listeners) fails the test that caused it. */
process.on('warning', (warning) => {
  throw warning;
});
