/** What a column of a spreadsheet may hold for a meta-analysis: its option, its words, its rule, its usual names. */
export interface ColumnRole {
  /** The option that names the column, as `--events1`. */
  readonly flag: string;
  readonly words: string;
  readonly rule: "any" | "positive" | "non-negative" | "correlation";
  /** Usual names of such a column, in lower case without spaces and signs; those of metafor, meta and RevMan among them. */
  readonly usual: readonly string[];
}

const role = (flag: string, words: string, rule: ColumnRole["rule"], usual: string): ColumnRole => ({
  flag,
  words,
  rule,
  usual: [flag.replace(/-/g, ""), ...usual.split(" ")],
});

/** Every role by its id. Arm 1 is the experimental arm. */
export const columnRoles = {
  events1: role(
    "events1",
    "events of arm 1",
    "non-negative",
    "event1 ai tpos evente eventse eventsexp eventstreatment treatmentevents eventsexperimental experimentalevents eventstreated xe casestreated",
  ),
  nonEvents1: role(
    "non-events1",
    "people of arm 1 without an event",
    "non-negative",
    "bi tneg nonevents1 noneventse noeventstreatment",
  ),
  n1: role(
    "n1",
    "people of arm 1",
    "positive",
    "n1i ne ntreat ntreatment total1 totale totalexp totaltreatment treatmenttotal totalexperimental experimentaltotal nexp nexperimental ntreated",
  ),
  events2: role(
    "events2",
    "events of arm 2",
    "non-negative",
    "event2 ci cpos eventc eventsc eventscontrol controlevents eventsplacebo eventscomparator xc casescontrol",
  ),
  nonEvents2: role(
    "non-events2",
    "people of arm 2 without an event",
    "non-negative",
    "di cneg nonevents2 noneventsc noeventscontrol",
  ),
  n2: role(
    "n2",
    "people of arm 2",
    "positive",
    "n2i nc ncontrol total2 totalc totalctrl totalcontrol controltotal nplacebo ncomparator",
  ),
  mean1: role("mean1", "mean of arm 1", "any", "m1i m1 meane meanexp meantreatment meanexperimental"),
  sd1: role("sd1", "standard deviation of arm 1", "positive", "sd1i sde sdexp sdtreatment sdexperimental"),
  mean2: role("mean2", "mean of arm 2", "any", "m2i m2 meanc meanctrl meancontrol"),
  sd2: role("sd2", "standard deviation of arm 2", "positive", "sd2i sdc sdctrl sdcontrol"),
  time1: role("time1", "person-time of arm 1", "positive", "t1i timee persontime1 years1 personyears1 py1"),
  time2: role("time2", "person-time of arm 2", "positive", "t2i timec persontime2 years2 personyears2 py2"),
  events: role("events", "events", "non-negative", "event xi x cases deaths"),
  n: role("n", "people", "positive", "ni total size samplesize participants people patients"),
  time: role("time", "person-time", "positive", "ti persontime personyears years py"),
  mean: role("mean", "mean", "any", "mi m average"),
  sd: role("sd", "standard deviation", "positive", "sdi stddev"),
  r: role("correlation", "correlation", "correlation", "r ri cor corr"),
  t: role("t", "t statistic", "any", "tstat tvalue"),
  predictors: role("predictors", "number of predictors", "positive", "mi m npredictors"),
  alpha: role("alpha", "coefficient alpha", "correlation", "ai cronbachalpha cronbachsalpha"),
  items: role("items", "number of items", "positive", "mi nitems m"),
  both: role("both", "pairs with events on both", "non-negative", "ai"),
  only1: role("only1", "pairs with an event on 1 only", "non-negative", "bi"),
  only2: role("only2", "pairs with an event on 2 only", "non-negative", "ci"),
  neither: role("neither", "pairs without an event", "non-negative", "di"),
  yi: role(
    "yi",
    "effect on the scale of analysis",
    "any",
    "y effect es te logor logrr loghr lnor lnrr lnhr smd",
  ),
  vi: role("vi", "sampling variance", "positive", "v variance var samplingvariance"),
  sei: role(
    "sei",
    "standard error on the scale of analysis",
    "positive",
    "se sete standarderror stderr selogor selogrr seloghr selnor selnrr selnhr",
  ),
  estimate: role("estimate", "effect as reported", "any", "est or rr hr md effectsize ratio"),
  low: role("low", "lower confidence limit", "any", "lower cilb cilow cilower lowerci lcl lci ll ci95low"),
  high: role(
    "high",
    "upper confidence limit",
    "any",
    "upper ciub cihigh ciupper upperci ucl uci ul ci95high",
  ),
  oMinusE: role("o-minus-e", "observed minus expected events", "any", "oe ominuse logrankoe"),
  logRankV: role("log-rank-v", "log-rank variance", "positive", "logrankvariance varianceoe voe"),
} as const satisfies Readonly<Record<string, ColumnRole>>;

export type RoleId = keyof typeof columnRoles;

/** A study's numbers by role. */
export type StudyNumbers = Readonly<Partial<Record<RoleId, number>>>;

/** A column's name as roles compare it. */
export function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}
