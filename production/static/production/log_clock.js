// The transport: where the playhead stands and how fast it runs. It drives the player; without media,
// or where the browser can't play it, it runs by itself, so that one can log along another machine.

const SPEEDS = [1, 2, 4, 8];
const BACK = 80; // ms between two pictures when it runs backwards
const A_HAIR = 0.02; // of a frame: a player that stands on it says a little less

export class Clock {
  #media = null;
  #plays = false; // the player runs, and not the counter: a proxy may hold a part of the recording only
  #still = 0; // the frame while it stands
  #began = 0; // the frame at which it set off, and when
  #since = 0;
  #back = 0;
  speed = 0; // 0 stands; negative runs backwards
  loop = null; // [in, out]
  rate;

  constructor({ place, media = null, offset = 0, onTick = () => {}, onLost = () => {} }) {
    Object.assign(this, { place, offset, onTick, onLost, rate: place.rate });
    if (media) this.#attach(media);
  }

  #attach(media) {
    this.#media = media;
    media.addEventListener("error", () => this.#detach());
    media.addEventListener("ended", () => this.#plays && this.pause());
    media.addEventListener("pause", () => this.#plays && this.speed > 0 && !media.seeking && !media.ended && this.pause());
    media.addEventListener("loadedmetadata", () => this.onTick());
    if (media.error) this.#detach();
  }

  #detach() {
    if (!this.#media) return;
    const at = this.frame;
    this.#media = null;
    this.run(0, at);
    this.onLost();
  }

  get hasMedia() {
    return this.#media !== null;
  }

  /** One after the last frame, where that is known. */
  get last() {
    return this.place.duration || (this.#media?.duration > 0 ? Math.floor(this.#media.duration * this.#fps) : 0);
  }

  get #fps() {
    return this.rate.num / this.rate.den;
  }

  get frame() {
    if (!this.speed) return this.#still;
    if (this.#plays && this.speed > 0) return this.#of(this.#media.currentTime);
    const ran = ((performance.now() - this.#since) / 1000) * this.#fps * this.speed;
    return this.#within(Math.floor(this.#began + ran));
  }

  /** Where an out is set that ends what is seen. It is exclusive; of the last frame all belongs to it. */
  get out() {
    const at = this.frame;
    return this.last && at === this.last - 1 ? this.last : at;
  }

  #of(seconds) {
    return this.#within(Math.floor((seconds + this.offset / 1000) * this.#fps + A_HAIR));
  }

  #within(frame) {
    return Math.max(0, this.last ? Math.min(frame, this.last - 1) : frame);
  }

  /** To a frame; it goes on running as it ran. */
  seek(frame) {
    this.#still = this.#within(frame);
    this.#setOff(this.#still);
    this.#show(this.#still);
    if (this.speed && this.#plays !== this.#covers(this.#still)) this.run(this.speed, this.#still);
    this.onTick();
  }

  /** Where in the file a frame lies: its middle, for its border may belong to the one before. */
  #place(frame) {
    return (frame + 0.5) / this.#fps - this.offset / 1000;
  }

  #covers(frame) {
    if (!this.#media) return false;
    const at = this.#place(frame);
    return at >= 0 && !(at >= this.#media.duration);
  }

  #show(frame) {
    if (this.#media) this.#media.currentTime = Math.max(0, this.#place(frame));
  }

  #setOff(frame) {
    this.#began = frame;
    this.#since = performance.now();
  }

  step(frames) {
    this.pause();
    this.seek(this.#still + frames);
  }

  toggle() {
    if (this.speed) this.pause();
    else this.run(1);
  }

  /** J and L: pressed again, faster; against the way it runs, at plain speed. */
  shuttle(way) {
    const faster = SPEEDS[SPEEDS.indexOf(Math.abs(this.speed)) + 1] ?? SPEEDS.at(-1);
    this.run(way * (Math.sign(this.speed) === way ? faster : 1));
  }

  pause() {
    this.run(0);
  }

  run(speed, at = this.frame) {
    clearInterval(this.#back);
    this.speed = speed;
    this.#still = at;
    this.#setOff(at);
    this.#plays = this.#covers(at);
    if (this.#plays) this.#drive(at);
    else this.#media?.pause();
    if (speed && !this.#ticking) this.#tick();
    this.onTick();
  }

  #drive(at) {
    const media = this.#media;
    if (this.speed > 0) {
      media.playbackRate = this.speed;
      if (media.paused) media.play().catch((error) => error.name === "NotSupportedError" && this.#detach());
      return;
    }
    media.pause();
    this.#show(at);
    if (this.speed < 0) this.#back = setInterval(() => media.seeking || this.#show(this.frame), BACK);
  }

  #ticking = false;

  #tick = () => {
    this.#ticking = this.speed !== 0;
    if (!this.#ticking) return;
    const at = this.frame;
    if (this.loop && (at >= this.loop[1] || at < this.loop[0])) this.seek(this.loop[0]);
    else if (!this.#plays && this.speed > 0 && this.last && at >= this.last - 1) this.pause();
    else if (this.speed < 0 && at === 0) this.pause();
    this.onTick();
    requestAnimationFrame(this.#tick);
  };
}
