#!/usr/bin/env python3
"""An SMTP server that delivers nothing: every mail becomes one file, NNNN.eml, in a folder.

mail_sink.py --port PORT --folder FOLDER
"""
import argparse
import asyncio
import os
import pathlib
import signal

from aiosmtpd.controller import UnthreadedController


class Folder:
    def __init__(self, folder):
        self.folder = folder
        self.count = len(list(folder.glob("*.eml")))

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        name = f"{self.count:04}"
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        fresh = self.folder / f".{name}"
        fresh.write_bytes(head.encode() + envelope.original_content)
        os.rename(fresh, self.folder / f"{name}.eml")
        return "250 kept"


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--port", type=int, required=True)
    words.add_argument("--folder", type=pathlib.Path, required=True)
    chosen = words.parse_args()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    sink = UnthreadedController(
        Folder(chosen.folder), hostname="127.0.0.1", port=chosen.port, loop=loop, data_size_limit=32 << 20)
    sink.begin()
    loop.add_signal_handler(signal.SIGTERM, loop.stop)
    loop.run_forever()
    sink.end()


if __name__ == "__main__":
    main()
