/**
 * Videos that load only when the reader presses play. Without this script, a video is a
 * plain link.
 */

const PERMISSIONS = "autoplay; encrypted-media; fullscreen; picture-in-picture";

/** @param {HTMLElement} stage */
function playerFor(stage) {
  const address = new URL(stage.dataset.tmsVideo ?? "");
  address.searchParams.set("autoplay", "1");
  const player = document.createElement("iframe");
  player.className = "tms-video__player";
  player.src = address.href;
  player.title = stage.dataset.tmsVideoTitle ?? "";
  player.allow = PERMISSIONS;
  player.allowFullscreen = true;
  // YouTube refuses to play for a page that does not say where it is.
  player.referrerPolicy = "strict-origin-when-cross-origin";
  return player;
}

/** @param {HTMLElement} stage */
function play(stage) {
  const player = playerFor(stage);
  stage.querySelector(".tms-video__play")?.remove();
  stage.querySelector(".tms-video__note")?.remove();
  stage.prepend(player);
  stage.classList.add("tms-video__stage--playing");
  player.focus();
}

/** @type {NodeListOf<HTMLElement>} */
const stages = document.querySelectorAll("[data-tms-video]");
for (const stage of stages) {
  /** @type {HTMLButtonElement | null} */
  const button = stage.querySelector(".tms-video__play");
  /** @type {HTMLElement | null} */
  const note = stage.querySelector(".tms-video__note");
  if (button?.hidden) {
    button.hidden = false;
    if (note) note.hidden = false;
    button.addEventListener("click", () => play(stage));
  }
}
