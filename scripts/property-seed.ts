/**
 * The seed of every property test: the same in each run, so that a red run is red again, and another one
 * where COPPICE_SEED names it, so that many can be tried (`for s in 1 2 3; do COPPICE_SEED=$s npm test; done`).
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["COPPICE_SEED"] ?? 2004) });
