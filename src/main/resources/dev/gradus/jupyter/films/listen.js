// The sound of a replay: its button plays, and the slider follows what has been heard. It stands behind replay.js, in the same
// element, and like it needs no network and no id.
(() => {
  const root = document.currentScript.parentElement;
  const film = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
  const [button, slider] = [root.querySelector('button'), root.querySelector('input[type=range]')];
  const sound = new Audio(film.sound);
  const slowly = button.cloneNode();
  slowly.textContent = film.slowly;
  button.after(slowly);
  let timer = 0;

  const show = frame => {
    slider.value = frame;
    slider.oninput();
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    sound.pause();
    button.textContent = film.words.play;
  };
  /** Behind the sound's end, or where nothing can play it, time goes on by itself. */
  const play = rate => {
    if (timer) return stop();
    if (slider.value === slider.max) show(0);
    const [from, begun] = [slider.value > 0 ? film.ends[slider.value] : 0, performance.now()];
    sound.playbackRate = rate;
    sound.currentTime = from;
    sound.play().catch(() => {});
    timer = setInterval(() => {
      if (!root.isConnected) return stop();
      const now = sound.paused ? from + rate * (performance.now() - begun) / 1000 : sound.currentTime;
      const heard = film.ends.filter(end => end <= now).length - 1;
      if (heard > slider.value) show(heard);
      if (slider.value === slider.max) return stop();
      button.textContent = film.words.pause;
    }, 10);
  };
  button.onclick = () => play(1);
  slowly.onclick = () => play(0.25);
  slider.addEventListener('input', stop);
  root.querySelectorAll('img').forEach(picture => picture.addEventListener('click', stop));

  // As in replay.js: keys stay here, but Shift + Enter still goes on.
  slowly.addEventListener('keydown', event =>
    slowly.toggleAttribute('data-lm-suppress-shortcuts', !(event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.altKey))));
})();
