import type { SearchFilter } from "./search-filter.ts";

const handbook =
  "Cochrane Handbook for Systematic Reviews of Interventions, technical supplement to chapter 4";

const glanville2019 =
  "Glanville J, Dooley G, Wisniewski S, Foxlee R, Noel-Storr A. Health Info Libr J 2019;36:73-90";

/** Glanville's filter for CINAHL of the same year. */
const glanvilleCinahl =
  "Glanville J, Dooley G, Wisniewski S, Foxlee R, Noel-Storr A. Health Info Libr J 2019;36:73-90; as in Cochrane's searches of CINAHL Plus";

const f1Terms =
  "exp randomized controlled trial/ or controlled clinical trial.pt. or randomi#ed.ab. or placebo.ab. or drug therapy.fs. or randomly.ab. or trial.ab. or groups.ab.";

const f1PubMed =
  "randomized controlled trial[pt] OR controlled clinical trial[pt] OR randomized[tiab] OR randomised[tiab] OR placebo[tiab] OR drug therapy[sh] OR randomly[tiab] OR trial[tiab] OR groups[tiab]";

const f3Terms = [
  "randomized controlled trial/ or controlled clinical study/ or random$.ti,ab. or randomization/ or intermethod comparison/ or placebo.ti,ab.",
  "(compare or compared or comparison).ti.",
  "((evaluated or evaluate or evaluating or assessed or assess) and (compare or compared or comparing or comparison)).ab.",
  "(open adj label).ti,ab. or ((double or single or doubly or singly) adj (blind or blinded or blindly)).ti,ab. or double blind procedure/",
  "parallel group$1.ti,ab. or (crossover or cross over).ti,ab.",
  "((assign$ or match or matched or allocation) adj5 (alternate or group$1 or intervention$1 or patient$1 or subject$1 or participant$1)).ti,ab.",
  "(assigned or allocated).ti,ab. or (controlled adj7 (study or design or trial)).ti,ab. or (volunteer or volunteers).ti,ab.",
  "human experiment/ or trial.ti.",
].join(" or ");

const f3Not = [
  '((random$ adj sampl$ adj7 ("cross section$" or questionnaire$1 or survey$ or database$1)).ti,ab. not (comparative study/ or controlled study/ or randomi?ed controlled.ti,ab. or randomly assigned.ti,ab.))',
  "(cross-sectional study/ not (randomized controlled trial/ or controlled clinical study/ or controlled study/ or randomi?ed controlled.ti,ab. or control group$1.ti,ab.))",
  "(((case adj control$) and random$) not randomi?ed controlled).ti,ab.",
  "(systematic review not (trial or study)).ti.",
  "(nonrandom$ not random$).ti,ab.",
  '"random field$".ti,ab.',
  "(random cluster adj3 sampl$).ti,ab.",
  "((review.ab. and review.pt.) not trial.ti.)",
  '("we searched".ab. and (review.ti. or review.pt.))',
  '"update review".ab.',
  "(databases adj4 searched).ab.",
  "((rat or rats or mouse or mice or swine or porcine or murine or sheep or lambs or pigs or piglets or rabbit or rabbits or cat or cats or dog or dogs or cattle or bovine or monkey or monkeys or trout or marmoset$1).ti. and animal experiment/)",
  "(animal experiment/ not (human experiment/ or human/))",
].join(" or ");

const f5Terms = [
  '(MH "Randomized Controlled Trials") OR (MH "Double-Blind Studies") OR (MH "Single-Blind Studies") OR (MH "Random Assignment") OR (MH "Pretest-Posttest Design") OR (MH "Cluster Sample")',
  'TI (randomised OR randomized) OR AB random* OR TI trial OR ((MH "Sample Size") AND AB (assigned OR allocated OR control)) OR (MH "Placebos") OR PT "Randomized Controlled Trial"',
  'AB (control W5 group) OR (MH "Crossover Design") OR (MH "Comparative Studies") OR AB (cluster W3 RCT)',
].join(" OR ");

const blocks =
  "not from a published filter: words in use for trials, put together for a platform without study designs";

/** Randomized trials. Texts are as in the sources; the year is that of the version. */
export const randomizedTrials: SearchFilter = {
  id: "rct",
  names: ["rct filter", "rct", "randomised controlled trials filter", "randomized controlled trials filter"],
  none: {
    cochrane: "CENTRAL holds nothing but trials",
    clinicaltrials: "a registry holds trials; restrict AREA[DesignAllocation] to RANDOMIZED if you must",
  },
  texts: [
    {
      engine: "ovid-medline",
      name: "the Cochrane Highly Sensitive Search Strategy, sensitivity-maximizing, 2023 revision",
      date: "2023",
      source: handbook,
      validated: true,
      text: `(${f1Terms}) not (exp animals/ not humans.sh.)`,
      terms: f1Terms,
    },
    {
      engine: "pubmed",
      name: "the Cochrane Highly Sensitive Search Strategy, sensitivity-maximizing, PubMed form, 2023 revision",
      date: "2023",
      source: handbook,
      validated: true,
      text: `(${f1PubMed}) NOT (animals[mh] NOT humans[mh])`,
      terms: f1PubMed,
    },
    {
      engine: "pubmed-full",
      name: "the Cochrane Highly Sensitive Search Strategy, sensitivity-maximizing, PubMed form, 2023 revision",
      date: "2023",
      source: handbook,
      validated: true,
      text: `(${f1PubMed}) NOT (animals[mh] NOT humans[mh])`,
      terms: f1PubMed,
    },
    {
      engine: "ovid-embase",
      name: "the Cochrane filter for randomized trials in Embase",
      date: "2019",
      source: glanville2019,
      validated: true,
      text: `(${f3Terms}) not (${f3Not})`,
    },
    {
      engine: "embase",
      name: "the older Cochrane filter for randomized trials in Embase.com",
      date: "2011",
      source: handbook,
      validated: true,
      text: "'crossover procedure':de OR 'double-blind procedure':de OR 'randomized controlled trial':de OR 'single-blind procedure':de OR random*:de,ab,ti OR factorial*:de,ab,ti OR crossover*:de,ab,ti OR (cross NEXT/1 over*):de,ab,ti OR placebo*:de,ab,ti OR (doubl* NEAR/1 blind*):de,ab,ti OR (singl* NEAR/1 blind*):de,ab,ti OR assign*:de,ab,ti OR allocat*:de,ab,ti OR volunteer*:de,ab,ti",
    },
    {
      engine: "cinahl",
      name: "the Cochrane filter for randomized trials in CINAHL",
      date: "2019",
      source: glanvilleCinahl,
      validated: true,
      text: `(${f5Terms}) NOT (((MH "Animals+") OR (MH "Animal Studies") OR TI "animal model*") NOT (MH "Human"))`,
    },
    {
      engine: "wos",
      name: "a block of words for trials",
      date: "2026",
      source: blocks,
      validated: false,
      text: 'TS=(random* OR placebo* OR "clinical trial*" OR crossover* OR "cross over" OR ((singl* OR doubl* OR tripl* OR trebl*) NEAR/0 (blind* OR mask*)))',
    },
    {
      engine: "scopus",
      name: "a block of words for trials",
      date: "2026",
      source: blocks,
      validated: false,
      text: 'TITLE-ABS-KEY(random* OR placebo* OR "clinical trial*" OR crossover* OR "cross over" OR ((singl* OR doubl* OR tripl* OR trebl*) W/0 (blind* OR mask*)))',
    },
    {
      engine: "wos-basic",
      name: "the block of words for trials of the Polyglot Search Translator",
      date: "2024",
      source: "IEBH/sra-polyglot, commit 8691a6d (MIT)",
      validated: false,
      text: 'TS=(random* or placebo* or allocat* or crossover* or "cross over" or ((singl* or doubl*) NEAR/1 blind*)) OR TI=(trial)',
    },
    {
      engine: "lilacs",
      name: "the filter for randomized trials in LILACS of the Polyglot Search Translator",
      date: "2024",
      source: "IEBH/sra-polyglot, commit 8691a6d (MIT)",
      validated: false,
      text: '(mh:("Randomized Controlled Trials as Topic" OR "Controlled Clinical Trials as Topic" OR "Random Allocation" OR "Double-Blind Method" OR "Single-Blind Method" OR "Placebos" OR "Multicenter Studies as Topic" OR "Cross-Over Studies" OR "Pragmatic Clinical Trials as Topic") OR pt:("Randomized Controlled Trial" OR "Controlled Clinical Trial" OR "Multicenter Studies" OR "Pragmatic Clinical Trial") OR ti:(random* OR aleatori* OR placebo*) OR (ti:("clinical trial" OR "ensayo clinico" OR "ensaio clinico") AND tw:(control* OR random* OR aleatori* OR placebo*)) OR (ti:("cross-Over" OR multicenter OR multicentric*) AND ti:(study OR studies OR estud*)) OR ab:(randomi* OR aleatori* OR placebo*) OR (ab:("clinical trial" OR "ensayo clinico" OR "ensaio clinico") AND tw:(control* OR random* OR aleatori* OR placebo*)) OR (ab:("cross-Over" OR multicenter OR multicentric*) AND ab:(study OR studies OR estud*)) OR (tw:(simple* OR singl* OR duplo* OR doble* OR doubl* OR trebl* OR tripl*) AND tw:(cego OR ciego OR blind OR mask OR dumm*))) AND NOT ((mh:"animals" AND NOT mh:"humans") OR mh:"Retrospective Studies")',
    },
  ],
};
