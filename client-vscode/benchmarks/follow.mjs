/** How long the paper takes to follow the caret, in a real workbench: medians of several rounds, in milliseconds.
 *
 * Each round clicks to and fro between two definitions whose parts stand on different pages. "caret" begins when the
 * editor tells the extension that the caret has moved, "click" when the mouse button is pressed; both end with the first
 * scroll event of the paper's window. Between them: until the server is asked, until it has answered, until the view has
 * the message. The machine's other work counts too, so the median of the calmest round is told beside that of all.
 */

import { Workbench, fixture } from "../test/workbench/workbench.mjs";

const ROUNDS = 5;
const MOVES = 12;
const STAGES = ["wait", "server", "post", "scroll"];

const workbench = await Workbench.open(await fixture("sam"), { file: "mask_decoder.py", scale: 1 });
try {
  await workbench.indexed();
  await workbench.command("Paper: Open the Paper Beside the Code");
  const view = await workbench.view();
  const lines = [await workbench.placeOf("class MaskDecoder"), await workbench.placeOf("self.iou_head = perceptron")];
  await view.evaluate(() => {
    window.measured = [];
    new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries().filter((entry) => entry.name.startsWith("paper-follow-"))) {
        window.measured.push({ name: name.replace("paper-follow-", ""), duration, end: performance.timeOrigin + startTime + duration });
      }
    }).observe({ entryTypes: ["measure"] });
  });
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = [];
    for (let move = 0; move < MOVES; move += 1) {
      const { x, y, height } = lines[move % 2];
      await view.evaluate(() => (window.measured = []));
      await workbench.page.mouse.move(x + 60, y + height / 2);
      const clicked = Date.now();
      await workbench.page.mouse.down();
      await workbench.page.mouse.up();
      // Past the smooth scrolling, the editor's own questions about the new place, and the flash.
      await workbench.page.waitForTimeout(900);
      const measured = await view.evaluate(() => window.measured);
      const one = Object.fromEntries(measured.map(({ name, duration }) => [name, duration]));
      const scroll = measured.find(({ name }) => name === "scroll");
      if (scroll) {
        found.push({ ...one, click: scroll.end - clicked });
      }
    }
    rounds.push(found);
  }
  const medians = (all) => Object.fromEntries([...STAGES, "click"].map((name) => [name, Math.round(median(all.map((each) => each[name])))]));
  const told = rounds.map((round) => medians(round));
  for (const each of told) {
    console.log(shown(each));
  }
  const moves = rounds.flat();
  const calmest = told.toSorted((a, b) => a.scroll - b.scroll)[0];
  console.log(`${moves.length} of ${ROUNDS * MOVES} moves scrolled`);
  console.log(`all:     ${shown(medians(moves))}`);
  console.log(`calmest: ${shown(calmest)}`);
} finally {
  await workbench.close();
}

function shown({ wait, server, post, scroll, click }) {
  return `caret → scroll ${scroll} ms (asked after ${wait}, server ${server}, message ${post}); click → scroll ${click} ms`;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
}
