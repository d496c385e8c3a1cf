/**
 * Subheadings of MeSH: UI, abbreviation, name, and `-` after those that NLM has retired since 2014 but that older records keep. From
 * q2014.bin (U.S. National Library of Medicine); diagnostic imaging, which took the place of three, was added in 2017.
 */
export const SUBHEADINGS = `
Q000002 AB abnormalities
Q000008 AD administration & dosage
Q000009 AE adverse effects
Q000819 AG agonists
Q000031 AA analogs & derivatives
Q000032 AN analysis
Q000033 AH anatomy & histology
Q000037 AI antagonists & inhibitors
Q000096 BI biosynthesis
Q000097 BL blood
Q000098 BS blood supply
Q000134 CF cerebrospinal fluid
Q000138 CS chemical synthesis
Q000139 CI chemically induced
Q000737 CH chemistry
Q000145 CL classification
Q000150 CO complications
Q000151 CN congenital
Q000744 CT contraindications -
Q000166 CY cytology
Q000172 DF deficiency
Q000175 DI diagnosis
Q000000981 DG diagnostic imaging
Q000176 DU diagnostic use -
Q000178 DH diet therapy
Q000187 DE drug effects
Q000188 DT drug therapy
Q000191 EC economics
Q000193 ED education
Q000196 EM embryology
Q000201 EN enzymology
Q000453 EP epidemiology
Q000941 ES ethics
Q000208 EH ethnology
Q000209 ET etiology
Q000235 GE genetics
Q000254 GD growth & development
Q000266 HI history
Q000276 IM immunology
Q000293 IN injuries
Q000294 IR innervation
Q000295 IS instrumentation
Q000302 IP isolation & purification
Q000331 LJ legislation & jurisprudence
Q000364 MA manpower -
Q000378 ME metabolism
Q000379 MT methods
Q000382 MI microbiology
Q000401 MO mortality
Q000451 NU nursing
Q000458 OG organization & administration
Q000469 PS parasitology
Q000472 PY pathogenicity
Q000473 PA pathology
Q000493 PK pharmacokinetics
Q000494 PD pharmacology
Q000502 PH physiology
Q000503 PP physiopathology
Q000506 PO poisoning
Q000517 PC prevention & control
Q000523 PX psychology
Q000528 RE radiation effects
Q000530 RA radiography -
Q000531 RI radionuclide imaging -
Q000532 RT radiotherapy
Q000534 RH rehabilitation
Q000556 SC secondary
Q000557 SE secretion
Q000592 ST standards
Q000706 SN statistics & numerical data
Q000600 SD supply & distribution
Q000601 SU surgery
Q000627 TU therapeutic use
Q000628 TH therapy
Q000633 TO toxicity
Q000635 TM transmission
Q000637 TR transplantation
Q000639 TD trends
Q000736 US ultrasonography -
Q000648 UL ultrastructure
Q000652 UR urine
Q000656 UT utilization -
Q000662 VE veterinary
Q000821 VI virology`;

/**
 * The families in which PubMed explodes subheadings, each below the one it is indented under; one name may stand in several families.
 * Retired names stand where they stood, for the records that keep them.
 */
export const FAMILIES = `
analysis
  blood
  cerebrospinal fluid
  isolation & purification
  urine
anatomy & histology
  blood supply
  cytology
    pathology
    ultrastructure
  embryology
    abnormalities
  innervation
chemistry
  agonists
  analogs & derivatives
  antagonists & inhibitors
  chemical synthesis
diagnosis
  diagnostic imaging
    radiography
    radionuclide imaging
    ultrasonography
  pathology
etiology
  chemically induced
  complications
    secondary
  congenital
  embryology
  genetics
  immunology
  microbiology
    virology
  parasitology
  transmission
organization & administration
  economics
  legislation & jurisprudence
  manpower
  standards
  supply & distribution
  trends
  utilization
pharmacology
  administration & dosage
  adverse effects
    poisoning
    toxicity
  agonists
  antagonists & inhibitors
  contraindications
  diagnostic use
  pharmacokinetics
physiology
  genetics
  growth & development
  immunology
  metabolism
    biosynthesis
    blood
    cerebrospinal fluid
    deficiency
    enzymology
    pharmacokinetics
    urine
  physiopathology
  secretion
statistics & numerical data
  epidemiology
    ethnology
    mortality
  supply & distribution
  utilization
therapeutic use
  administration & dosage
  adverse effects
    poisoning
  contraindications
therapy
  diet therapy
  drug therapy
  nursing
  prevention & control
  radiotherapy
  rehabilitation
  surgery
    transplantation`;
