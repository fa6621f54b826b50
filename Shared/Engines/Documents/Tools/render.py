"""HTML on standard input, PDF on standard output; anchors.txt says where each element with an id came to lie.

The HTML is ours but its words are candidates': nothing is fetched, neither from the network nor from the disk.
"""
import hashlib
import sys

import weasyprint
from weasyprint.urls import URLFetcher


class Nothing(URLFetcher):
    def fetch(self, url, headers=None):
        raise ValueError("a document fetches nothing")


def main():
    source = sys.stdin.buffer.read()
    document = weasyprint.HTML(string=source.decode("utf-8"), url_fetcher=Nothing(), media_type="print").render()
    with open("anchors.txt", "w", encoding="utf-8") as places:
        for number, page in enumerate(document.pages):
            for name, (left, top, right, bottom) in page.anchors.items():
                # From CSS pixels below the top edge to PDF points above the bottom edge.
                box = (left * 0.75, (page.height - bottom) * 0.75, right * 0.75, (page.height - top) * 0.75)
                print(name, number, *(f"{value:.2f}" for value in box), sep="\t", file=places)
        print("", len(document.pages), sep="\t", file=places)
    # The same source gives the same bytes, so making a document twice is harmless.
    document.write_pdf(sys.stdout.buffer, pdf_identifier=hashlib.sha256(source).digest()[:16], pdf_tags=True)


main()
