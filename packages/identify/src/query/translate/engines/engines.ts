import { ENGINE_IDS, type Engine, type EngineId } from "../engine.ts";
import { businessSource } from "./business-source.ts";
import { cinahl } from "./cinahl.ts";
import { clinicalTrials } from "./clinicaltrials.ts";
import { cochrane } from "./cochrane.ts";
import { embase } from "./embase.ts";
import { europePmc } from "./europepmc.ts";
import { hta } from "./hta.ts";
import { lilacs } from "./lilacs.ts";
import { ovidEmbase } from "./ovid-embase.ts";
import { ovidMedline } from "./ovid-medline.ts";
import { ovidPsycinfo } from "./ovid-psycinfo.ts";
import { plain } from "./plain.ts";
import { proquest } from "./proquest.ts";
import { psycinfoEbsco } from "./psycinfo-ebsco.ts";
import { pubmed, pubmedFull } from "./pubmed.ts";
import { scopus } from "./scopus.ts";
import { scopusBasic } from "./scopus-basic.ts";
import { sportdiscus } from "./sportdiscus.ts";
import { wos } from "./wos.ts";
import { wosBasic } from "./wos-basic.ts";

export const ENGINES: Readonly<Record<EngineId, Engine>> = {
  pubmed,
  "pubmed-full": pubmedFull,
  "ovid-medline": ovidMedline,
  "ovid-embase": ovidEmbase,
  "ovid-psycinfo": ovidPsycinfo,
  cochrane,
  embase,
  cinahl,
  "psycinfo-ebsco": psycinfoEbsco,
  wos,
  "wos-basic": wosBasic,
  scopus,
  "scopus-basic": scopusBasic,
  clinicaltrials: clinicalTrials,
  europepmc: europePmc,
  lilacs,
  hta,
  proquest,
  sportdiscus,
  "business-source": businessSource,
  plain,
};

const letters = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, "");

const byName: ReadonlyMap<string, EngineId> = new Map([
  ...ENGINE_IDS.map((id) => [letters(id), id] as const),
  ...ENGINE_IDS.map((id) => [letters(ENGINES[id].name), id] as const),
  ["medline", "ovid-medline"],
  ["ovid", "ovid-medline"],
  ["central", "cochrane"],
  ["cochranelibrary", "cochrane"],
  ["embasecom", "embase"],
  ["psycinfo", "ovid-psycinfo"],
  ["webofscience", "wos"],
  ["ebsco", "cinahl"],
]);

/** Finds an engine by its id or name; spaces, signs and case do not matter. */
export const engineNamed = (name: string): EngineId | undefined => byName.get(letters(name));

/** As in JSON and in reports. */
export const engineName = (id: EngineId): string => ENGINES[id].name;
