"""Reads seven groups of fields of MEDLINE XML with lxml, as most scripts do, and prints records and seconds of processor time.

  python3 lxml-iterparse.py FILE.xml.gz
"""
import gzip
import sys
import time

from lxml import etree


def texts(citation, path):
    return ["".join(each.itertext()) for each in citation.iterfind(path)]


start = time.process_time()
records = 0
for _, citation in etree.iterparse(gzip.open(sys.argv[1]), tag="MedlineCitation"):
    (
        citation.findtext("PMID"),
        texts(citation, "Article/ArticleTitle"),
        texts(citation, "Article/Abstract/AbstractText"),
        texts(citation, "MeshHeadingList/MeshHeading/DescriptorName"),
        texts(citation, "Article/PublicationTypeList/PublicationType"),
        texts(citation, "Article/Language"),
        texts(citation, "Article/AuthorList/Author/LastName"),
    )
    records += 1
    citation.clear()
    while citation.getprevious() is not None:
        del citation.getparent()[0]
print(records, time.process_time() - start)
