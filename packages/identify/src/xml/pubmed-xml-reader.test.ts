import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { type PubmedXmlReaderOptions, pubmedXmlReader } from "./pubmed-xml-reader.ts";

function read(text: string, size = text.length || 1, options: PubmedXmlReaderOptions = {}) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = pubmedXmlReader(
    { record: (r) => records.push(r), anomaly: (a) => anomalies.push(a) },
    options,
  );
  for (let i = 0; i < text.length; i += size) reader.push(text.slice(i, i + size));
  reader.end();
  return { records, anomalies };
}

const ARTICLE = `<PubmedArticle>
  <MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Curated">
    <PMID Version="1">99000001</PMID>
    <DateCompleted><Year>2019</Year><Month>01</Month><Day>31</Day></DateCompleted>
    <Article PubModel="Print-Electronic">
      <Journal><ISSN IssnType="Electronic">1234-5678</ISSN>
        <JournalIssue CitedMedium="Internet"><Volume>17</Volume><Issue>8</Issue>
          <PubDate><Year>2018</Year><Month>Nov</Month></PubDate></JournalIssue>
        <Title>Journal of invented walking</Title><ISOAbbreviation>J Invent Walk</ISOAbbreviation></Journal>
      <ArticleTitle>Effects of H<sub>2</sub>O on <i>Homo ambulans</i> &amp; friends (10<sup>6</sup>).</ArticleTitle>
      <Pagination><MedlinePgn>123-9</MedlinePgn></Pagination>
      <ELocationID EIdType="doi" ValidYN="Y">10.1000/walk.2018.1</ELocationID>
      <ELocationID EIdType="pii" ValidYN="Y">S123</ELocationID>
      <Abstract>
        <AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">People walk (p &lt; 0.05).</AbstractText>
        <AbstractText Label="RESULTS" NlmCategory="RESULTS">They <b>slept</b>
          well.</AbstractText>
        <CopyrightInformation>© 2018 Nobody.</CopyrightInformation>
      </Abstract>
      <AuthorList CompleteYN="Y">
        <Author ValidYN="Y" EqualContrib="Y"><LastName>van Testen</LastName><ForeName>Anna B</ForeName><Initials>AB</Initials><Suffix>Jr</Suffix>
          <Identifier Source="ORCID">http://orcid.org/0000000123456789</Identifier>
          <AffiliationInfo><Affiliation>Dept of Walks, Nowhere.</Affiliation></AffiliationInfo></Author>
        <Author ValidYN="N"><LastName>Misspelt</LastName><ForeName>A</ForeName><Initials>A</Initials></Author>
        <Author ValidYN="Y"><CollectiveName>WALKS Study Group</CollectiveName></Author>
      </AuthorList>
      <Language>eng</Language>
      <DataBankList CompleteYN="Y">
        <DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList><AccessionNumber>NCT99999999</AccessionNumber></AccessionNumberList></DataBank>
        <DataBank><DataBankName>GENBANK</DataBankName><AccessionNumberList><AccessionNumber>AB000001</AccessionNumber></AccessionNumberList></DataBank>
      </DataBankList>
      <GrantList CompleteYN="Y"><Grant><GrantID>R01 X1</GrantID><Acronym>XX</Acronym><Agency>NIX NIH HHS</Agency><Country>United States</Country></Grant></GrantList>
      <PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial</PublicationType></PublicationTypeList>
      <VernacularTitle>Wirkung von Wasser.</VernacularTitle>
      <ArticleDate DateType="Electronic"><Year>2018</Year><Month>08</Month><Day>30</Day></ArticleDate>
    </Article>
    <MedlineJournalInfo><Country>Germany</Country><MedlineTA>J Invent Walk</MedlineTA><NlmUniqueID>9900000</NlmUniqueID><ISSNLinking>1234-5670</ISSNLinking></MedlineJournalInfo>
    <ChemicalList><Chemical><RegistryNumber>059QF0KO0R</RegistryNumber><NameOfSubstance UI="D014867">Water</NameOfSubstance></Chemical>
      <Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance UI="D000001">Dust</NameOfSubstance></Chemical></ChemicalList>
    <SupplMeshList><SupplMeshName Type="Disease" UI="C000001">Wanderlust</SupplMeshName></SupplMeshList>
    <CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Invent Walk. 2020;19(1):1. doi: 10.1000/walk.2020.9</RefSource><PMID Version="1">99000009</PMID><Note>withdrawn</Note></CommentsCorrections></CommentsCorrectionsList>
    <MeshHeadingList>
      <MeshHeading><DescriptorName UI="D016138" MajorTopicYN="N">Walking</DescriptorName><QualifierName UI="Q000502" MajorTopicYN="Y">physiology</QualifierName></MeshHeading>
      <MeshHeading><DescriptorName UI="D012890" MajorTopicYN="Y">Sleep</DescriptorName></MeshHeading>
    </MeshHeadingList>
    <KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">calm</Keyword></KeywordList>
    <OtherAbstract Type="Publisher" Language="ger"><AbstractText>Leute gehen.</AbstractText></OtherAbstract>
    <GeneralNote Owner="NLM">Seen.</GeneralNote>
    <SomethingNew kind="x">kept</SomethingNew>
  </MedlineCitation>
  <PubmedData>
    <History><PubMedPubDate PubStatus="received"><Year>2018</Year><Month>1</Month><Day>2</Day></PubMedPubDate>
      <PubMedPubDate PubStatus="entrez"><Year>2018</Year><Month>8</Month><Day>30</Day><Hour>6</Hour><Minute>0</Minute></PubMedPubDate></History>
    <PublicationStatus>ppublish</PublicationStatus>
    <ArticleIdList><ArticleId IdType="pubmed">99000001</ArticleId><ArticleId IdType="doi">10.1000/walk.2018.1</ArticleId><ArticleId IdType="pmc">PMC9900001</ArticleId><ArticleId IdType="pii">S123</ArticleId></ArticleIdList>
    <ReferenceList><Reference><Citation>Doe J. Steps. 1999.</Citation><ArticleIdList><ArticleId IdType="pubmed">88000001</ArticleId><ArticleId IdType="doi">10.1000/ref</ArticleId></ArticleIdList></Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>`;

const DOCTYPE =
  '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://example.org/x.dtd">\n';
const set = (...articles: readonly string[]) =>
  `${DOCTYPE}<PubmedArticleSet>\n${articles.join("\n")}\n</PubmedArticleSet>\n`;

describe("pubmedXmlReader", () => {
  it("reads all that PubMed says of an article", () => {
    const { records, anomalies } = read(set(ARTICLE));
    expect(anomalies).toEqual([]);
    expect(records).toHaveLength(1);
    const { csl, ...record } = records[0]!;
    expect(csl).toEqual({
      type: "article-journal",
      title: "Effects of H<sub>2</sub>O on <i>Homo ambulans</i> & friends (10<sup>6</sup>).",
      "original-title": "Wirkung von Wasser.",
      "container-title": "Journal of invented walking",
      "container-title-short": "J Invent Walk",
      volume: "17",
      issue: "8",
      page: "123-129",
      issued: { "date-parts": [[2018, 11]] },
      "available-date": { "date-parts": [[2018, 8, 30]] },
      author: [{ family: "van Testen", given: "Anna B", suffix: "Jr" }, { literal: "WALKS Study Group" }],
      language: "eng",
      ISSN: "1234-5678",
      DOI: "10.1000/walk.2018.1",
      PMID: "99000001",
      PMCID: "PMC9900001",
      status: "ppublish",
      abstract: "BACKGROUND: People walk (p < 0.05).\nRESULTS: They <b>slept</b> well.",
    });
    expect(record).toMatchObject({
      registrations: ["NCT99999999"],
      accessions: [
        { database: "pii", value: "S123" },
        { database: "GENBANK", value: "AB000001" },
      ],
      headings: [
        { term: "Wanderlust", ui: "C000001", scheme: "MeSH-supplement", major: false, qualifiers: [] },
        {
          term: "Walking",
          ui: "D016138",
          scheme: "MeSH",
          major: false,
          qualifiers: [{ term: "physiology", ui: "Q000502", major: true }],
        },
        { term: "Sleep", ui: "D012890", scheme: "MeSH", major: true, qualifiers: [] },
      ],
      keywords: ["calm"],
      publicationTypes: [{ term: "Randomized Controlled Trial", ui: "D016449" }],
      substances: [
        { name: "Water", ui: "D014867", registryNumber: "059QF0KO0R" },
        { name: "Dust", ui: "D000001" },
      ],
      affiliations: [{ author: 0, text: "Dept of Walks, Nowhere." }],
      authorIds: [{ author: 0, source: "ORCID", value: "0000-0001-2345-6789" }],
      relations: [
        {
          kind: "retraction-in",
          citation: "J Invent Walk. 2020;19(1):1. doi: 10.1000/walk.2020.9",
          doi: "10.1000/walk.2020.9",
          pmid: "99000009",
          note: "withdrawn",
        },
      ],
      abstractSections: [
        { label: "BACKGROUND", category: "BACKGROUND", text: "People walk (p < 0.05)." },
        { label: "RESULTS", category: "RESULTS", text: "They <b>slept</b> well." },
      ],
      otherAbstracts: [{ text: "Leute gehen.", kind: "Publisher", language: "ger" }],
      copyright: "© 2018 Nobody.",
      grants: ["R01 X1/XX/NIX NIH HHS/United States"],
      history: [
        { status: "completed", date: { "date-parts": [[2019, 1, 31]] } },
        { status: "received", date: { "date-parts": [[2018, 1, 2]] } },
        { status: "entrez", date: { "date-parts": [[2018, 8, 30]], literal: "2018/08/30 06:00" } },
      ],
      status: "MEDLINE",
      country: "Germany",
      journalId: "9900000",
      notes: ["Seen."],
      origin: { format: "pubmed-xml", number: 1, line: 4 },
    });
    expect(record.other).toContainEqual({ tag: 'MedlineCitation/SomethingNew kind="x"', value: "kept" });
    expect(record.other).toContainEqual({ tag: "Author@ValidYN=N", value: "Misspelt, A" });
    expect(record.other).toContainEqual({ tag: "Author@EqualContrib", value: "van Testen, Anna B, Jr" });
    expect(record.other).toContainEqual({ tag: "ISSNLinking", value: "1234-5670" });
  });

  it("takes cited works only where they are asked for, and never their numbers for the article's", () => {
    const kinds = (options: PubmedXmlReaderOptions) =>
      read(set(ARTICLE), 1e9, options).records[0]!.relations!.map(({ kind }) => kind);
    expect(kinds({})).toEqual(["retraction-in"]);
    expect(kinds({ references: true })).toEqual(["retraction-in", "cites"]);
    const { csl, relations } = read(set(ARTICLE), 1e9, { references: true }).records[0]!;
    expect(csl.DOI).toBe("10.1000/walk.2018.1");
    expect(relations![1]).toEqual({
      kind: "cites",
      citation: "Doe J. Steps. 1999.",
      pmid: "88000001",
      doi: "10.1000/ref",
    });
  });

  it("loses no text of an article", () => {
    const { records } = read(set(ARTICLE), 1e9, { references: true });
    const held = JSON.stringify(records)
      .toLowerCase()
      .replace(/<\/?(?:i|b|sup|sub)>/g, "");
    const texts = ARTICLE.replace(/<[^>]*>/g, "|")
      .replaceAll("&amp;", "&")
      .replaceAll("&lt;", "<")
      .split("|");
    // Dates become numbers, pages are written out, initials are in the names and registers in their numbers.
    for (const text of texts.map((part) => part.replace(/\s+/g, " ").trim().toLowerCase()))
      if (!/^(?:\d{1,2}|nov|ab?|123-9|http:.*|clinicaltrials\.gov)$/.test(text)) expect(held).toContain(text);
  });

  it("reads books and chapters of the Bookshelf", () => {
    const book = (inner: string) => `<PubmedBookArticle><BookDocument><PMID Version="1">99000002</PMID>
      <ArticleIdList><ArticleId IdType="bookaccession">NBK99</ArticleId></ArticleIdList>
      <Book><Publisher><PublisherName>Nowhere Press</PublisherName><PublisherLocation>Nowhere (NW)</PublisherLocation></Publisher>
      <BookTitle book="walks">The Book of Walks</BookTitle><PubDate><Year>2009</Year><Month>02</Month></PubDate>
      <AuthorList Type="editors"><Author><LastName>Roe</LastName><ForeName>R</ForeName></Author></AuthorList>
      <CollectionTitle book="c">Walks and Rests</CollectionTitle><Isbn>9780000000000</Isbn><Edition>2nd</Edition></Book>${inner}
      <Language>eng</Language><PublicationType UI="D016454">Review</PublicationType>
      <Sections><Section><LocationLabel Type="chapter">1</LocationLabel><SectionTitle>First steps</SectionTitle></Section></Sections>
      </BookDocument><PubmedBookData><PublicationStatus>ppublish</PublicationStatus></PubmedBookData></PubmedBookArticle>`;
    const [whole, chapter] = read(
      set(book(""), book("<ArticleTitle>On <i>steps</i></ArticleTitle>")),
    ).records;
    expect(whole!.csl).toMatchObject({
      type: "book",
      title: "The Book of Walks",
      editor: [{ family: "Roe", given: "R" }],
      publisher: "Nowhere Press",
      "publisher-place": "Nowhere (NW)",
      "collection-title": "Walks and Rests",
      ISBN: "9780000000000",
      edition: "2nd",
      issued: { "date-parts": [[2009, 2]] },
    });
    expect(chapter!.csl).toMatchObject({
      type: "chapter",
      title: "On <i>steps</i>",
      "container-title": "The Book of Walks",
    });
    expect(whole!.accessions).toEqual([{ database: "bookaccession", value: "NBK99" }]);
    expect(whole!.other).toContainEqual({ tag: "SectionTitle", value: "1 First steps" });
  });

  it("reads bare citations of older files, and tells which ones NLM deleted", () => {
    const text = `<MedlineCitationSet><MedlineCitation Owner="NLM" Status="In-Process"><PMID Version="1">1</PMID>
      <DateCreated><Year>2016</Year><Month>02</Month><Day>29</Day></DateCreated>
      <Article PubModel="Print"><ArticleTitle>[Not Available].</ArticleTitle><VernacularTitle>Alt.</VernacularTitle>
      <Journal><JournalIssue CitedMedium="Print"><PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue></Journal></Article>
      <OtherID Source="NLM">PMC77777</OtherID></MedlineCitation>
      <DeleteCitation><PMID Version="1">2</PMID><PMID Version="1">3</PMID></DeleteCitation></MedlineCitationSet>`;
    const { records, anomalies } = read(text);
    expect(records).toHaveLength(1);
    expect(records[0]!.csl).toMatchObject({
      title: "Alt.",
      PMCID: "PMC77777",
      issued: {
        "date-parts": [
          [1998, 12],
          [1999, 1],
        ],
      },
    });
    expect(anomalies).toMatchObject([{ code: "deleted-citation", raw: "2\n3" }]);
  });

  it("knows preprints, and puts an article number in place of pages", () => {
    const article = `<PubmedArticle><MedlineCitation><PMID>5</PMID><Article><ArticleTitle>A.</ArticleTitle>
      <ELocationID EIdType="pii" ValidYN="Y">e42</ELocationID><Language>eng</Language><Language>ger</Language>
      <PublicationTypeList><PublicationType UI="D000076942">Preprint</PublicationType></PublicationTypeList></Article></MedlineCitation></PubmedArticle>`;
    expect(read(set(article)).records[0]!.csl).toMatchObject({
      type: "article",
      genre: "preprint",
      number: "e42",
      language: "eng, ger",
    });
  });

  it("writes formulas as text with their scripts", () => {
    const title = (math: string) =>
      read(
        set(
          `<PubmedArticle><MedlineCitation><Article><ArticleTitle>${math}</ArticleTitle></Article></MedlineCitation></PubmedArticle>`,
        ),
      ).records[0]!.csl.title;
    expect(
      title(
        "<mml:math><mml:mrow>\n <mml:msup>\n <mml:mi>x</mml:mi> <mml:mn>2</mml:mn></mml:msup></mml:mrow></mml:math> of y",
      ),
    ).toBe("x<sup>2</sup> of y");
    expect(
      title(
        "<mml:math><mml:mmultiscripts><mml:mi>Tc</mml:mi><mml:mprescripts/><mml:none/><mml:mn>99m</mml:mn></mml:mmultiscripts></mml:math>",
      ),
    ).toBe("<sup>99m</sup>Tc");
    expect(title("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>")).toBe("a/b");
  });

  it("takes the DOI of the record's list where the location has another", () => {
    const article = ARTICLE.replace('IdType="doi">10.1000/walk.2018.1', 'IdType="doi">10.1000/right');
    const { records, anomalies } = read(set(article));
    expect(records[0]!.csl.DOI).toBe("10.1000/right");
    expect(records[0]!.links).toEqual(["https://doi.org/10.1000/walk.2018.1"]);
    expect(anomalies.map(({ code, record }) => [code, record])).toEqual([["several-dois", 1]]);
  });
});

describe("ill-formed XML", () => {
  const titles = (text: string) => read(text).records.map(({ csl }) => csl.title);
  const small = (title: string) =>
    `<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>${title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>`;

  it("expands no entity of a document type", () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><PubmedArticleSet>${small("&c; caf&eacute; &#956;")}</PubmedArticleSet>`;
    const { records, anomalies } = read(bomb);
    expect(records[0]!.csl.title).toBe("&c; café μ");
    expect(anomalies.map(({ code }) => code)).toEqual(["unknown-entity"]);
  });

  it("ends an unclosed record where the next begins", () => {
    const text = set(small("One").replace("</Article></MedlineCitation></PubmedArticle>", ""), small("Two"));
    expect(titles(text)).toEqual(["One", "Two"]);
    expect(read(text).anomalies).toMatchObject([{ code: "unclosed-record", record: 1 }]);
  });

  it("ends an unclosed element with its parent, and leaves out an end tag that closes nothing", () => {
    const text = set(small("One <i>two").replace("</ArticleTitle>", "</b></ArticleTitle>"), small("Three"));
    expect(titles(text)).toEqual(["One <i>two</i>", "Three"]);
    expect(read(text).anomalies.map(({ code }) => code)).toEqual(["stray-end-tag", "unclosed-element"]);
  });

  it("reads a stray < and & as text", () => {
    const { records, anomalies } = read(set(small("n<m & p <0.05 AT&T")));
    expect(records[0]!.csl.title).toBe("n<m & p <0.05 AT&T");
    expect(anomalies.map(({ code }) => code)).toEqual(["bare-ampersand", "stray-markup"]);
  });

  it("keeps what could be read of a record that is cut off", () => {
    const { records, anomalies } = read(set(small("One"), small("Two")).slice(0, -80));
    expect(records.map(({ csl }) => csl.title)).toEqual(["One", "Two"]);
    expect(anomalies).toMatchObject([{ code: "truncated-record", record: 2 }]);
  });

  it("hands over text between records with its place", () => {
    const { records, anomalies } = read(
      `<PubmedArticleSet>\n${small("One")}\n lost\n<Odd a="1">words</Odd>\n${small("Two")}</PubmedArticleSet>`,
    );
    expect(records).toHaveLength(2);
    expect(anomalies).toMatchObject([
      { code: "text-outside-record", line: 3, raw: 'lost\n<Odd a="1">words</Odd>\n' },
    ]);
  });

  it("flattens elements that are deeper than any format has", () => {
    const { records, anomalies } = read(set(small(`${"<i>".repeat(5000)}deep${"</i>".repeat(5000)}`)));
    expect(records[0]!.csl.title).toContain("deep");
    expect(anomalies.map(({ code }) => code)).toEqual(["too-deep"]);
  });

  const base = set(ARTICLE, small("Two &amp; <b>three</b>"));
  const mutated = fc
    .tuple(
      fc.nat(base.length),
      fc.nat(30),
      fc.oneof(
        fc.string({ maxLength: 4 }),
        fc.constantFrom("<", ">", "</", "&", '"', "<i>", "</Article>", "<PubmedArticle>", "<!--", "]]>"),
      ),
    )
    .map(([at, cut, insert]) => base.slice(0, at) + insert + base.slice(at + cut));

  it("is read the same in whatever pieces it comes, and never makes the reader throw", () => {
    fc.assert(
      fc.property(mutated, fc.integer({ min: 1, max: 200 }), (text, size) => {
        expect(read(text, size)).toEqual(read(text));
      }),
      { numRuns: 150 },
    );
  });

  it("loses no word silently", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { records, anomalies } = read(text, 1e9, { references: true });
        const held = JSON.stringify(records) + anomalies.map(({ raw }) => raw ?? "").join("");
        for (const word of [
          "Homo ambulans",
          "Wanderlust",
          "WALKS",
          "AB000001",
          "Leute gehen",
          "Steps. 1999",
          "three",
        ])
          if (new RegExp(`>[^<>&]*${word}[^<>&]*<`).test(text)) expect(held).toContain(word);
      }),
      { numRuns: 200 },
    );
  });

  it("takes any text without throwing", () => {
    const anyUnits = fc
      .array(fc.nat(0xffff), { maxLength: 60 })
      .map((units) => String.fromCharCode(...units));
    fc.assert(fc.property(anyUnits, (text) => read(text).records.length === 0));
  });
});

const data = new URL("../../../../../shared/data/", import.meta.url);
describe.skipIf(!existsSync(data))("PubMed's own files (they are not part of the repository)", () => {
  const files = [
    ["import/pubmed-xml/biopython_pubmed1.xml", 2],
    ["import/pubmed-xml/biopython_pubmed4.xml", 1],
    ["import/pubmed-xml/biopython_pubmed6.xml", 1],
    ["import/pubmed-xml/jabref_MedlineImporterTestMathML.xml", 1],
    ["import/pubmed-xml/jabref_MedlineImporterTestPubmedBook.xml", 1],
    ["pubmed/medline16n0902.xml.gz", 604],
    ["pubmed/pubmed21n1002.xml.gz", 45],
    ["apis/pubmed-ftp/pubmed26n1335.xml.gz", 30],
  ] as const;
  it.each(files)("%s holds %i records", (name, count) => {
    const bytes = readFileSync(new URL(name, data));
    const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    const { records, anomalies } = read(text, 30_000);
    expect(records).toHaveLength(count);
    expect(records.every(({ csl }) => csl.PMID !== undefined && csl.title !== undefined)).toBe(true);
    const known = new Set(["deleted-citation", "bad-date", "several-dois"]);
    expect(anomalies.filter(({ code }) => !known.has(code))).toEqual([]);
  });
});
