/** What an element of WHO's search portal is for; names in small letters, those of the registries' own data set beside them. */
export type IctrpTarget =
  | "number"
  | "public-title"
  | "scientific-title"
  | "sponsor"
  | "further-sponsor"
  | "registered"
  | "registered-plainly"
  | "registry"
  | "address"
  | "link"
  | "status"
  | "other-numbers"
  | "condition"
  | "intervention";

const FIELDS: Readonly<Record<IctrpTarget, string>> = {
  number: "trialid trial_id",
  "public-title": "public_title",
  "scientific-title": "scientific_title",
  sponsor: "primary_sponsor",
  "further-sponsor": "secondary_sponsor sponsor_name",
  registered: "date_registration",
  "registered-plainly": "date_registration3",
  registry: "source_register reg_name",
  address: "web_address url",
  link: "results_url_link results_url_protocol",
  status: "recruitment_status",
  "other-numbers": "secondary_id sec_id other_records utrn",
  condition: "condition hc_freetext",
  intervention: "intervention i_freetext",
};

export const ICTRP_TARGETS: ReadonlyMap<string, IctrpTarget> = new Map(
  Object.entries(FIELDS).flatMap(([target, names]) =>
    names.split(" ").map((name) => [name, target as IctrpTarget] as const),
  ),
);

/** Dates in the life of the trial and of its entry. */
export const ICTRP_DATES: ReadonlyMap<string, string> = new Map([
  ["last_refreshed_on", "last-refreshed"],
  ["date_enrollement", "enrolment"],
  ["date_enrolment", "enrolment"],
  ["results_date_posted", "results-posted"],
  ["results_date_completed", "completed"],
  ["results_date_first_publication", "results-first-published"],
  ["ethics_approval_date", "ethics-approval"],
]);

/** What a reader of abstracts wants to know of a trial, in the order of the file, with the label that it gets. */
export const ICTRP_SECTIONS: ReadonlyMap<string, string> = new Map([
  ["study_type", "Study type"],
  ["study_design", "Study design"],
  ["phase", "Phase"],
  ["target_size", "Target size"],
  ["countries", "Countries"],
  ["country2", "Countries"],
  ["condition", "Condition"],
  ["hc_freetext", "Condition"],
  ["intervention", "Intervention"],
  ["i_freetext", "Intervention"],
  ["inclusion_criteria", "Inclusion criteria"],
  ["exclusion_criteria", "Exclusion criteria"],
  ["primary_outcome", "Primary outcome"],
  ["prim_outcome", "Primary outcome"],
  ["secondary_outcome", "Secondary outcome"],
  ["sec_outcome", "Secondary outcome"],
]);
