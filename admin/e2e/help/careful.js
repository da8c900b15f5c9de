// Pages as people meet them who cannot see, point or zoom as others do.
import assert from "node:assert/strict";
import axe from "axe-core";

/** The serious and critical barriers of a page in every size and in both colours. */
export async function barriers(page, sizes) {
  const found = [];
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate(() => window.axe.run(document, { iframes: false, resultTypes: ["violations"] }));
      assert.ok(passes.length > 5, "the rules were applied");
      for (const { id, impact, nodes } of violations) {
        if (impact !== "serious" && impact !== "critical") continue;
        found.push(...nodes.map((node) => `${id} at ${viewport.width} ${colorScheme}: ${node.target} ${node.failureSummary.split("\n")[1] ?? ""}`));
      }
    }
  }
  return found;
}

/** That a page is nowhere wider than its window, in every size. */
export async function fits(page, sizes) {
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    const [is, may, wide] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const wide = [...document.querySelectorAll("body *")].find((one) => one.getBoundingClientRect().right > clientWidth + 1 && !one.closest(".cards, .scroll, .tabs"));
      return [scrollWidth, clientWidth, scrollWidth > clientWidth ? wide?.outerHTML.slice(0, 120) : ""];
    });
    assert.ok(is <= may, `${is} px in a window of ${may}: ${wide}`);
  }
}
