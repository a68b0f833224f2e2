/* Stands where a worker of this course was: takes away what that one has kept, and itself. */
(function (/** @type {any} */ worker) {
  "use strict";
  worker.addEventListener("install", (/** @type {any} */ event) => {
    const opened = new Promise((go) => setTimeout(go, 3000)); // a page that is being opened gets all that it needs
    event.waitUntil(opened.then(() => worker.skipWaiting()));
  });
  worker.addEventListener("activate", (/** @type {any} */ event) => {
    const kept = "coursewright:" + new URL(worker.registration.scope).pathname;
    event.waitUntil(caches.delete(kept).then(() => worker.registration.unregister()));
  });
})(self);
