// Rows above a place come when it is near, and as high as they are, not as they were taken to be: it is brought into
// sight again until they are there.
const settlingFrames = 6;

/** Scrolls to an element of the hall and gives it the focus. */
export async function bringToSight(element: HTMLElement, block: ScrollLogicalPosition): Promise<void> {
  element.focus({ preventScroll: true });
  for (let frames = 0; frames < settlingFrames; frames++) {
    element.scrollIntoView({ block });
    await new Promise(requestAnimationFrame);
  }
}
