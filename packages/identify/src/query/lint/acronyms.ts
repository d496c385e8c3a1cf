/** Abbreviations of neurology and medicine with more than one common meaning. */
export const ACRONYMS: ReadonlyMap<string, string> = new Map([
  ["IBM", "inclusion body myositis, the company, injected bone marrow"],
  ["MMN", "multifocal motor neuropathy, mismatch negativity"],
  ["MS", "multiple sclerosis, mass spectrometry, mitral stenosis, milliseconds"],
  ["MG", "myasthenia gravis, milligrams, magnesium"],
  ["GBS", "Guillain-Barré syndrome, group B streptococcus, gastric bypass"],
  ["AD", "Alzheimer disease, atopic dermatitis, autosomal dominant"],
  ["PD", "Parkinson disease, peritoneal dialysis, pharmacodynamics"],
  ["CP", "cerebral palsy, chronic pancreatitis, chest pain"],
  ["PE", "pulmonary embolism, plasma exchange, pre-eclampsia"],
  ["RA", "rheumatoid arthritis, right atrium, retinoic acid"],
  ["CF", "cystic fibrosis, cardiac failure"],
  ["DM", "diabetes mellitus, dermatomyositis"],
  ["PM", "polymyositis, particulate matter, pacemaker"],
  ["ALS", "amyotrophic lateral sclerosis, advanced life support"],
  ["PCP", "pneumocystis pneumonia, phencyclidine, primary care physician"],
  ["PID", "pelvic inflammatory disease, primary immunodeficiency"],
]);
