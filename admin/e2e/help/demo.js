// Starts the demonstration in a folder of its own, on a free port, and ends it again.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const READY_WITHIN = 60_000;

/** The running demonstration, with more lines in its configuration: `{ url, run(…arguments, input), stop() }`. */
export async function startDemo(more = []) {
  const folder = mkdtempSync(join(tmpdir(), "tsunagi-e2e-"));
  const listen = `127.0.0.1:${await freePort()}`;
  const config = join(folder, "tsunagi.toml");
  writeFileSync(
    config,
    [
      `listen = "${listen}"`,
      `database_url = "sqlite://${join(folder, "demo.db")}"`,
      `key_file = "${join(folder, "demo.key")}"`,
      `flows = "${join(ROOT, "flows")}"`,
      `locales = "${join(ROOT, "locales")}"`,
      ...more,
    ].join("\n") + "\n",
  );
  // The environment overrides the file: nobody's real store may be meant.
  const { TSUNAGI_LISTEN, TSUNAGI_DATABASE_URL, TSUNAGI_KEY_FILE, TSUNAGI_PUBLIC_URL, ...env } = process.env;
  const child = spawn(binary(), ["--config", config, "demo"], { cwd: ROOT, env, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (piece) => (log = (log + piece).slice(-20_000)));
  const ended = once(child, "exit");
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const url = `http://${listen}`;
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    process.removeListener("exit", kill);
    rmSync(folder, { recursive: true, force: true });
  };
  const until = Date.now() + READY_WITHIN;
  while (!(await answers(`${url}/readyz`))) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`the demonstration did not start:\n${log}`);
    }
    await new Promise((next) => setTimeout(next, 50));
  }
  /** A command of the same binary over the same store. */
  const run = (args, input = "") => {
    const { status, stderr } = spawnSync(binary(), ["--config", config, ...args], { cwd: ROOT, env, input });
    if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  };
  return { url, run, stop };
}

/** The binary: $TSUNAGI_BIN, or built from this checkout. */
let built;
function binary() {
  if (process.env.TSUNAGI_BIN) return process.env.TSUNAGI_BIN;
  if (built) return built;
  const build = spawnSync("cargo", ["build", "--quiet", "--locked", "--package", "tsunagi"], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  if (build.status !== 0) throw new Error("the binary could not be built");
  built = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug", "tsunagi");
  if (!existsSync(built)) throw new Error(`${built} is missing`);
  return built;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
