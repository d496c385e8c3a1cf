/** Parts of words in American and British spelling, or with f and ph; at the beginning of a word where `^` stands before. */
export const SPELLING_PAIRS: readonly (readonly [string, string])[] = [
  ["anem", "anaem"],
  ["leukem", "leukaem"],
  ["ischem", "ischaem"],
  ["glycem", "glycaem"],
  ["lipidem", "lipidaem"],
  ["uremi", "uraemi"],
  ["septicem", "septicaem"],
  ["bacterem", "bacteraem"],
  ["^hemo", "haemo"],
  ["^hema", "haema"],
  ["pediatr", "paediatr"],
  ["orthoped", "orthopaed"],
  ["anesth", "anaesth"],
  ["edema", "oedema"],
  ["esophag", "oesophag"],
  ["^estrogen", "oestrogen"],
  ["^estradiol", "oestradiol"],
  ["^fetal", "foetal"],
  ["^fetus", "foetus"],
  ["celiac", "coeliac"],
  ["diarrhea", "diarrhoea"],
  ["gynec", "gynaec"],
  ["cesarean", "caesarean"],
  ["^fecal", "faecal"],
  ["^feces", "faeces"],
  ["^etiolog", "aetiolog"],
  ["apnea", "apnoea"],
  ["dyspnea", "dyspnoea"],
  ["^tumor", "tumour"],
  ["^color", "colour"],
  ["behavior", "behaviour"],
  ["^favor", "favour"],
  ["^odor", "odour"],
  ["neighbor", "neighbour"],
  ["^sulf", "sulph"],
  ["^center", "centre"],
  ["^fiber", "fibre"],
  ["labeled", "labelled"],
  ["labeling", "labelling"],
  ["counseling", "counselling"],
  ["^aluminum", "aluminium"],
  ["^artifact", "artefact"],
  ["leukocyt", "leucocyt"],
];

/** Words in which -is- or -iz- is no ending of a verb. */
export const NO_VERB = new Set(
  `exercis advertis premis promis precis expertis cruis bruis prais rais supervis revis surpris compromis enterpris rais nois pois
wis ris diseas vis devis advis televis improvis excis incis circumcis franchis disguis despis treatis paradis merchandis lys
siz priz seiz capsiz assiz wiz`.split(/\s+/),
);

/** Endings of nouns that are counted, so that both singular and plural are written. */
export const COUNTED =
  /(?:trial|tumou?r|disease|syndrome|disorder|patient|infant|child|pathy|oma|graph|gram|scope|cyte|inhibitor|blocker|steroid|antibod[yi]|vaccine|opioid|statin|fracture|ulcer|burn|wound|stroke|seizure|therapy|injur[yi]|surger[yi]|biops[yi]|deliver[yi]|allerg[yi]|allograft|implant|device|catheter|stent|questionnaire|hospital|nurse|school|student|worker|parent|mother|woman|adult|teenager|adolescent|globulin|exacerbation|infection|complication|lesion)$/;

/** Diseases that have a person's name. */
export const EPONYMS = new Set(
  "alzheimer parkinson crohn hodgkin huntington grave cushing addison meniere raynaud wilson behcet kawasaki paget hirschsprung dupuytren sjogren still barrett tourette down marfan turner bell".split(
    " ",
  ),
);

/** What stands before a hyphen, a blank, or nothing. */
export const PREFIXES = new Set(
  "anti co inter intra multi non over peri post pre pro re self semi sub under follow".split(" "),
);
