// Measures a page from outside the island: the script time of every frame's callbacks and of the scroll events before it.

interface Meter {
  frames: number[]; // milliseconds of script between one frame's beginning and the next
  begin(): void;
  firstPaint: number; // milliseconds from navigation to the first frame in which rows show
  answered: number; // and to the moment at which the plan's data came in
}

const meter: Meter = { frames: [], begin: () => ((meter.frames = []), (spent = 0)), firstPaint: 0, answered: 0 };
let spent = 0;

function timed<A extends unknown[]>(work: (...args: A) => unknown): (...args: A) => unknown {
  return (...args) => {
    const start = performance.now();
    const result = work(...args);
    spent += performance.now() - start;
    return result;
  };
}

const ask = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (work) => ask(timed(work) as FrameRequestCallback);

const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, work, options) {
  const measured = (type === "scroll" || type === "wheel") && typeof work === "function" ? timed(work as (e: Event) => void) : work;
  listen.call(this, type, measured as EventListener, options);
};

function tick(): void {
  if (spent > 0) meter.frames.push(spent);
  spent = 0;
  if (!meter.firstPaint && document.querySelector(".kg-row:not([hidden])")) meter.firstPaint = performance.now();
  ask(tick);
}
ask(tick);
Object.assign(window, { meter });
