"""PDF on standard input, the same with a PAdES B-B signature appended on standard output; request.json says how."""
import io
import json
import os
import sys

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle, TextStampStyle


def signer_of(request):
    passphrase = None
    if request["passphraseFile"]:
        with open(request["passphraseFile"], "rb") as file:
            passphrase = file.read().strip()
    signer = signers.SimpleSigner.load(
        request["keyFile"], request["certificateFile"], ca_chain_files=request["chainFiles"],
        key_passphrase=passphrase)
    if signer is None:
        sys.exit("the key or the certificate cannot be read")
    return signer


def main():
    with open("request.json", encoding="utf-8") as file:
        request = json.load(file)
    box = request["box"]
    place = fields.SigFieldSpec(
        request["field"], on_page=box["page"] if box else 0,
        box=[box[side] for side in ("left", "bottom", "right", "top")] if box else None)
    meta = signers.PdfSignatureMetadata(
        field_name=request["field"], md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES,
        reason=request["reason"], location=request["location"], name=request["name"])
    if os.path.exists("stamp.pdf"):
        style = StaticStampStyle.from_pdf_file("stamp.pdf", border_width=0)
    else:
        style = TextStampStyle(stamp_text=" ", border_width=0, background=None)
    writer = IncrementalPdfFileWriter(io.BytesIO(sys.stdin.buffer.read()))
    signed = io.BytesIO()
    signers.PdfSigner(meta, signer_of(request), stamp_style=style, new_field_spec=place).sign_pdf(
        writer, output=signed)
    sys.stdout.buffer.write(signed.getbuffer())


main()
